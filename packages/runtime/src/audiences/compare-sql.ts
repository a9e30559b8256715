import { days } from '../shared';
import { anniversaryDays } from './anniversary';
import { instantOf, isNumeric, numberOf, wantedOf, type Comparison, type Scalar } from './comparison';
import type { FactScope } from './facts/fact';
import { spellingsOf } from './spellings';
import { join, list, raw, sql, type Sql } from './sql';

/** A value in SQL, as the comparisons need it. Each is NULL where it is not that. */
export interface Subject {
  /** In small letters. */
  readonly text: Sql;
  readonly number: Sql;
  /** UTC epoch ms. */
  readonly instant: Sql;
  /** Of the instant: `MM-DD`. */
  readonly monthDay: Sql;
}

type CompareScope = Pick<FactScope, 'asOf' | 'dialect'>;

/** Whether a value compares as wanted, by the rules of compare.ts. Never NULL. */
export function compareSql(subject: Subject, comparison: Comparison, scope: CompareScope): Sql {
  const isNegative = comparison.operator === 'notEquals' || comparison.operator === 'noneOf';
  if (comparison.operator === 'missing') return sql`NOT ${known(memberHolds(subject, { operator: 'exists' }, scope))}`;
  const holds = known(memberHolds(subject, isNegative ? positiveOf(comparison) : comparison, scope));
  return isNegative ? sql`NOT ${holds}` : holds;
}

/** `notEquals` and `noneOf` hold where their opposite does not: also of what is missing. */
export const positiveOf = ({ value }: Comparison): Comparison => ({ operator: 'oneOf', value });

/** What is NULL does not hold. */
export const known = (holds: Sql): Sql => sql`COALESCE((${holds}), FALSE)`;

/** Whether one value compares as wanted; NULL or false where it does not. Knows no negative operators. */
export function memberHolds(
  { text, number, instant, monthDay }: Subject,
  comparison: Comparison,
  { asOf, dialect }: CompareScope,
): Sql {
  const { operator, value } = comparison;
  const span = days(numberOf(value)).milliseconds;
  switch (operator) {
    case 'exists':
      return sql`${text} IS NOT NULL`;
    case 'contains':
      return join(
        wantedOf(comparison).flatMap((one) =>
          spellingsOf(String(one).trim()).map((part) => dialect.holds(text, sql`${part}`)),
        ),
        ' OR ',
      );
    case 'above':
      return sql`${number} > ${numberOf(value)}`;
    case 'atLeast':
      return sql`${number} >= ${numberOf(value)}`;
    case 'below':
      return sql`${number} < ${numberOf(value)}`;
    case 'atMost':
      return sql`${number} <= ${numberOf(value)}`;
    case 'before':
      return sql`${instant} < ${instantOf(value)}`;
    case 'after':
      return sql`${instant} > ${instantOf(value)}`;
    case 'withinLastDays':
      return sql`${instant} BETWEEN ${asOf - span + 1} AND ${asOf}`;
    case 'olderThanDays':
      return sql`${instant} <= ${asOf - span}`;
    case 'withinNextDays':
      return sql`${instant} BETWEEN ${asOf + 1} AND ${asOf + span}`;
    case 'anniversaryWithinDays':
      return sql`${monthDay} IN (${list(anniversaryDays(asOf, numberOf(value)))})`;
    default:
      return isOneOf(text, number, wantedOf(comparison));
  }
}

function isOneOf(text: Sql, number: Sql, values: readonly Scalar[]): Sql {
  const spellings = [...new Set(values.flatMap((value) => spellingsOf(String(value).trim())))];
  const numbers = values.filter(isNumeric).map(Number);
  const isText = sql`${text} IN (${list(spellings)})`;
  return numbers.length === 0 ? isText : sql`${isText} OR ${number} IN (${list(numbers)})`;
}

/** A text in SQL. @param asStored the same where it is a date, for less */
export function textSubject(text: Sql, { dialect }: Pick<CompareScope, 'dialect'>, asStored = text): Subject {
  return {
    text: sql`LOWER(TRIM(${text}))`,
    number: dialect.numberIn(text),
    instant: dialect.instantIn(text),
    monthDay: dialect.monthDayIn(text, asStored),
  };
}

/** A number in SQL: also an instant, in epoch ms. */
export function numberSubject(number: Sql, { dialect }: Pick<CompareScope, 'dialect'>): Subject {
  return { text: sql`CAST(${number} AS TEXT)`, number, instant: number, monthDay: dialect.monthDay(number) };
}

/** A condition in SQL: `true` or `false`. */
export function booleanSubject(holds: Sql): Subject {
  return {
    text: sql`CASE WHEN ${holds} THEN 'true' ELSE 'false' END`,
    number: raw('NULL'),
    instant: raw('NULL'),
    monthDay: raw('NULL'),
  };
}
