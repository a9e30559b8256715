import {
  applyCustomerDeletion,
  applyOrderDeletion,
  applyProductDeletion,
  type ApplyContext,
  type KeptKind,
  type Outcome,
} from '../store';
import type { SourceRecord } from './shop-source';

const DELETIONS: Readonly<Record<KeptKind, (context: ApplyContext, id: string) => Promise<Outcome>>> = {
  orders: applyOrderDeletion,
  products: applyProductDeletion,
  customers: applyCustomerDeletion,
};

/** What a shop would have sent of an object that it has no more. */
export const deletionRecord = (kind: KeptKind, id: string): SourceRecord => ({
  id,
  body: { id, deleted: true },
  apply: async (context) => await DELETIONS[kind](context, id),
});
