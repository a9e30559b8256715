import type { ShopOrderLine } from './shop-order';

/** A cart of a shop in our terms, of which somebody has said who they are or not. Minor units, UTC epoch ms. */
export interface ShopCart {
  readonly id: string;
  /** Null where nobody is logged in. */
  readonly customerId: string | null;
  readonly email: string;
  readonly phone: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly country: string;
  readonly currency: string;
  readonly total: number;
  readonly lines: readonly ShopOrderLine[];
  /** Where the customer goes on with it; null where the shop names no such place. */
  readonly url: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Custom fields, of which the language of the customer is read. */
  readonly meta: Readonly<Record<string, unknown>>;
}
