import type { Sql } from './sql';

/** A value in SQL, as the comparisons need it. Each is NULL where it is not that. */
export interface Subject {
  /** In small letters. */
  readonly text: Sql;
  readonly number: Sql;
  /** UTC epoch ms; of a wall, as `instantOfFact` says. */
  readonly instant: Sql;
  /** Whether the instant is one of a wall, without an offset; left out where it never is. */
  readonly isWall?: Sql;
  /** Its `MM-DD`, for less where it is a date as it is written. @param day the same by way of the instant */
  readonly dayOf?: (day: Sql) => Sql;
}
