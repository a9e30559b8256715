/** A piece of SQL and the values of its question marks, in order. */
export interface Sql {
  readonly text: string;
  readonly parameters: ReadonlyArray<string | number>;
}

/**
 * SQL with values in it: pieces of SQL are put in place, texts and numbers become parameters. Each is cast, because
 * Postgres has to be told the type of a parameter and SQLite does not mind.
 */
export function sql(strings: TemplateStringsArray, ...parts: ReadonlyArray<Sql | string | number>): Sql {
  const parameters: Array<string | number> = [];
  const texts = parts.map((part, index) => {
    if (typeof part === 'object') {
      parameters.push(...part.parameters);
      return `${part.text}${strings[index + 1]}`;
    }
    parameters.push(part);
    return `CAST(? AS ${typeOf(part)})${strings[index + 1]}`;
  });
  return { text: [strings[0], ...texts].join(''), parameters };
}

/** SQL without values, from this program's own texts only: never from what somebody typed. */
export const raw = (text: string): Sql => ({ text, parameters: [] });

/** Pieces with a word between them. */
export function join(pieces: readonly Sql[], between: '' | ' AND ' | ' OR ' | ', '): Sql {
  return {
    text: pieces.map(({ text }) => text).join(between),
    parameters: pieces.flatMap(({ parameters }) => parameters),
  };
}

/** Values for an `IN (…)`. */
export const list = (values: ReadonlyArray<string | number>): Sql =>
  join(
    values.map((value) => sql`${value}`),
    ', ',
  );

function typeOf(value: string | number): string {
  if (typeof value === 'string') return 'TEXT';
  return Number.isSafeInteger(value) ? 'BIGINT' : 'DOUBLE PRECISION';
}
