import type { Comparison } from '../comparison';
import type { Dialect } from '../dialect';
import type { Sql } from '../sql';
import type { Moment } from '../window';

/** Whom and when a condition is asked of, as far as its SQL has to know. The contact itself is `c`. */
export interface FactScope extends Moment {
  readonly workspace: number;
  readonly dialect: Dialect;
  /** The execution that asks: its messages are those of the journey. */
  readonly execution?: number;
  /** Its latest message, where that is not stored yet: nothing has become of it. */
  readonly queuedMessage?: string;
  /**
   * Whether all contacts are asked about at once, by a database that answers once what does not depend on the contact
   * (SQLite): which orders have a product is looked up from the products then, not from each contact's orders.
   */
  readonly isWholeSet?: boolean;
}

/** A fact about the contact `c` in SQL: what it is, and whether it compares as wanted. */
export interface Fact {
  /** For the ledger: `sales.count`. */
  readonly name: string;
  /** One value; NULL where there is none. */
  readonly value: Sql;
  /** Never NULL. */
  readonly holds: Sql;
  /** What people are shown of the value. */
  read(value: unknown): unknown;
}

/** What a fact is made of: the question, and where it is asked. */
export type FactOf<Leaf extends Comparison> = (leaf: Leaf, scope: FactScope) => Fact;
