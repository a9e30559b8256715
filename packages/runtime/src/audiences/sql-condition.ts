/** A piece of SQL and the values of its question marks, in order. */
export interface SqlCondition {
  readonly sql: string;
  readonly parameters: ReadonlyArray<string | number>;
}

/** As many question marks as there are values, for an `IN (…)`. */
export const placeholders = (values: readonly unknown[]): string => values.map(() => '?').join(', ');
