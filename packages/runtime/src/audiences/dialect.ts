import type { Database } from '../db';
import { raw, sql, type Sql } from './sql';

/** What SQLite and Postgres write differently. Pieces for the members of a JSON value call them `j`. */
export interface Dialect {
  /** The member of a JSON text at a path, as JSON text; NULL where there is none. */
  jsonAt(column: string, path: readonly string[]): Sql;
  /** A row source `j`: the value at a path, or its members where it is a list. */
  members(column: string, path: readonly string[]): Sql;
  /** Of `j`: as text; NULL for null and for an empty text. */
  readonly memberText: Sql;
  /** Of `j`: as `memberText` where it is a text with something in it, else anything that is no date; costs less. */
  readonly memberAsStored: Sql;
  /** Of a text: the number that it is; NULL where it is none. */
  numberIn(text: Sql): Sql;
  /** Of a text: the instant (UTC epoch ms) of an ISO 8601 date or instant; NULL where it is none. */
  instantIn(text: Sql): Sql;
  /** Of a text that holds such an instant: whether it has no offset. */
  isWall(text: Sql): Sql;
  /** Of an instant: `MM-DD` in UTC. */
  monthDay(instant: Sql): Sql;
  /** Of a text (see `memberAsStored`): the `MM-DD` that it shows where it is a date without a time, else `day`. Costs less. */
  dayAsWritten(stored: Sql, day: Sql): Sql;
  /** Whether a text holds another one. */
  holds(text: Sql, part: Sql): Sql;
}

const SQLITE: Dialect = {
  jsonAt: (column, path) => sql`(${raw(column)} -> ${sqlitePath(path)})`,
  members: (column, path) => sql`json_each(${raw(column)}, ${sqlitePath(path)}) j`,
  // Texts come first, because nearly all are.
  memberText: raw(
    `CASE j.type WHEN 'text' THEN NULLIF(j.value, '') WHEN 'null' THEN NULL WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(j.value AS TEXT) END`,
  ),
  memberAsStored: raw('j.value'),
  // A text compares as equal to the number in it only where nothing else is in it.
  numberIn: (text) => sql`CASE WHEN ${text} = CAST(${text} AS NUMERIC) THEN CAST(${text} AS NUMERIC) END`,
  instantIn: sqliteInstantIn,
  isWall: (text) => sql`(${text} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*'
    AND (LENGTH(${text}) = 10 OR (SUBSTR(${text}, -1) <> 'Z' AND SUBSTR(${text}, -6, 1) NOT IN ('+', '-'))))`,
  monthDay: (instant) => sql`strftime('%m-%d', ${instant} / 1000.0, 'unixepoch')`,
  // Unless the day may be one that its month does not have: 29 February may be 1 March.
  dayAsWritten: (stored, day) =>
    sql`CASE WHEN ${stored} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[012][0-8]' THEN SUBSTR(${stored}, 6, 5) ELSE ${day} END`,
  holds: (text, part) => sql`INSTR(${text}, ${part}) > 0`,
};

function sqliteInstantIn(text: Sql): Sql {
  return sql`CASE WHEN ${text} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*'
    THEN CAST(ROUND((julianday(${text}) - 2440587.5) * 86400000.0) AS INTEGER) ELSE ${sqliteEpoch(text)} END`;
}

const sqliteEpoch = (text: Sql): Sql =>
  sql`CASE WHEN ${text} = CAST(${text} AS INTEGER) THEN CAST(${text} AS INTEGER) END`;

/** Names of members are letters, digits, `_` and `-`: nothing in them has to be escaped. */
const sqlitePath = (path: readonly string[]): string => ['$', ...path.map((name) => `"${name}"`)].join('.');

const POSTGRES_MEMBER_TEXT = raw(`NULLIF(j #>> '{}', '')`);

const POSTGRES: Dialect = {
  jsonAt: (column, path) => sql`(${postgresJson(column)} #> string_to_array(${path.join('.')}, '.'))::text`,
  members: (column, path) => {
    const value = sql`${postgresJson(column)} #> string_to_array(${path.join('.')}, '.')`;
    return sql`jsonb_array_elements(CASE jsonb_typeof(${value}) WHEN 'array' THEN ${value} ELSE jsonb_build_array(${value}) END) j`;
  },
  memberText: POSTGRES_MEMBER_TEXT,
  memberAsStored: POSTGRES_MEMBER_TEXT,
  numberIn: (text) =>
    sql`CASE WHEN ${text} ~ ${'^\\s*[+-]{0,1}(\\d+\\.{0,1}\\d*|\\.\\d+)(e[+-]{0,1}\\d{1,2}){0,1}\\s*$'} THEN CAST(${text} AS DOUBLE PRECISION) END`,
  instantIn: postgresInstantIn,
  monthDay: postgresMonthDay,
  isWall: (text) => sql`(${text} ~ ${'^\\d{4}-\\d{2}-\\d{2}'} AND ${text} !~ ${'^.{11,}(Z|[+-]\\d{2}:\\d{2})$'})`,
  dayAsWritten: (_stored, day) => day,
  holds: (text, part) => sql`STRPOS(${text}, ${part}) > 0`,
};

/** Years and months are added before days: 30 February is 2 March, as in JavaScript and SQLite, and never an error. */
function postgresInstantIn(text: Sql): Sql {
  return sql`CASE WHEN ${text} ~ ${ISO} THEN CAST(EXTRACT(EPOCH FROM TIMESTAMP '0001-01-01' + make_interval(
      years => ${field(text, 1, 4)} - 1, months => ${field(text, 6, 2)} - 1, days => ${field(text, 9, 2)} - 1,
      hours => ${field(text, 12, 2)}, mins => ${field(text, 15, 2)} - ${offset(text)},
      secs => ${seconds(text)})) * 1000 AS BIGINT)
    WHEN ${text} ~ '^-{0,1}\\d{1,15}$' THEN CAST(${text} AS BIGINT) END`;
}

function postgresMonthDay(instant: Sql): Sql {
  return sql`TO_CHAR(TIMESTAMP '1970-01-01' + ${instant} * INTERVAL '1 millisecond', 'MM-DD')`;
}

const ISO =
  '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])([T ]([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d{1,9}){0,1}){0,1}(Z|[+-]\\d{2}:\\d{2}){0,1}){0,1}$';

/**
 * Postgres takes neither null characters nor halves of characters in JSON, which a shop may send: they are left out.
 * Two backslashes are one that stands for itself, whatever comes after it; meanwhile a character that JSON never holds
 * takes their place.
 */
function postgresJson(column: string): Sql {
  const cleaned = `REPLACE(REGEXP_REPLACE(REPLACE(${column}, '\\\\', E'\\x01'), '\\\\u(0000|d[89a-f][0-9a-f]{2})', '', 'gi'), E'\\x01', '\\\\')`;
  return raw(`(CASE WHEN ${column} ~ '\\\\u(0000|d[89a-f])' THEN ${cleaned} ELSE ${column} END::jsonb)`);
}

const field = (text: Sql, from: number, length: number): Sql =>
  sql`COALESCE(CAST(NULLIF(SUBSTRING(${text} FROM ${raw(String(from))} FOR ${raw(String(length))}), '') AS INTEGER), 0)`;

const seconds = (text: Sql): Sql =>
  sql`COALESCE(CAST(SUBSTRING(${text} FROM ${'^.{16}:(\\d{2}(\\.\\d+){0,1})'}) AS DOUBLE PRECISION), 0)`;

/** Minutes that a zone's clock is ahead of UTC. */
const offset = (
  text: Sql,
): Sql => sql`COALESCE(CAST(SUBSTRING(${text} FROM ${'^.{16}.*([+-]\\d{2}):\\d{2}$'}) AS INTEGER) * 60
  + CAST(SUBSTRING(${text} FROM ${'^.{16}.*([+-])\\d{2}:\\d{2}$'}) || SUBSTRING(${text} FROM ${'^.{16}.*[+-]\\d{2}:(\\d{2})$'}) AS INTEGER), 0)`;

/** How the SQL of a database is written. */
export const dialectOf = (dialect: Database['dialect']): Dialect => (dialect === 'sqlite' ? SQLITE : POSTGRES);
