import type { entities, Queries } from '../../db';
import { readConsentSettings } from '../../consent';
import { CodedUserError } from '../../shared';
import type { Attribute } from '../attributes';
import { findList } from '../lists/memberships';
import { checkTag } from '../lists/tags';
import { checkMapping, type Mapping } from './mapping';

/** What the importer declares that everybody in the file has agreed to. They answer for it; it is recorded with each contact. */
export interface DeclaredConsent {
  readonly channels: readonly entities.ConsentChannel[];
  readonly basis: entities.ConsentBasis;
  /** What the people agreed to, where that is known. */
  readonly wording: string | null;
  /** Where the proof is kept: the name of a form, a contract, a folder. */
  readonly evidence: string | null;
}

/** What becomes of a file. */
export interface ImportPlan {
  readonly mapping: Mapping;
  /** Country of phone numbers without a country code. */
  readonly country: string | null;
  /** The list that all of them join. */
  readonly list: string | null;
  /** Tags that all of them get. */
  readonly tags: readonly string[];
  /** Null: nobody has agreed to anything, as far as the importer knows. */
  readonly consent: DeclaredConsent | null;
}

/** @throws IMPORT_INVALID, LIST_NOT_FOUND, TAG_INVALID, CUSTOMER_EXCEPTION_OFF */
export async function checkPlan(
  queries: Queries,
  workspace: number,
  plan: ImportPlan,
  { columns, attributes }: { readonly columns: readonly string[]; readonly attributes: readonly Attribute[] },
): Promise<void> {
  checkMapping(plan.mapping, columns, attributes);
  plan.tags.forEach(checkTag);
  if (plan.country !== null && !/^[A-Z]{2}$/.test(plan.country)) {
    throw new CodedUserError('IMPORT_INVALID', 'country: has to be two capital letters, e.g. IL.');
  }
  if (plan.list !== null) await findList(queries, workspace, plan.list);
  if (plan.consent?.basis !== 'customer_exception') return;
  if ((await readConsentSettings(queries, workspace)).customerException) return;
  const message = 'The workspace does not write to people because they are customers: see the consent settings.';
  throw new CodedUserError('CUSTOMER_EXCEPTION_OFF', message);
}
