import { days, wallClockOf } from '../shared';
import { anniversaryDays } from './anniversary';
import { inZone } from './calendar';
import { instantOf, isNumeric, numberOf, wantedOf, type Comparison, type Scalar } from './comparison';
import type { FactScope } from './facts/fact';
import { spellingsOf } from './spellings';
import { join, list, raw, sql, type Sql } from './sql';
import type { Subject } from './subject';
import { wallOfInstant } from './wall-sql';

type CompareScope = Pick<FactScope, 'asOf' | 'dialect' | 'calendar'>;

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
export function memberHolds(subject: Subject, comparison: Comparison, scope: CompareScope): Sql {
  const { text, number } = subject;
  const { asOf, dialect } = scope;
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
      return bounded(subject, comparison, scope, (zone) => [['<', instantOf(value, zone)]]);
    case 'after':
      return bounded(subject, comparison, scope, (zone) => [['>', instantOf(value, zone)]]);
    case 'withinLastDays':
      return bounded(subject, comparison, scope, () => [
        ['>', asOf - span],
        ['<=', asOf],
      ]);
    case 'olderThanDays':
      return bounded(subject, comparison, scope, () => [['<=', asOf - span]]);
    case 'withinNextDays':
      return bounded(subject, comparison, scope, () => [
        ['>', asOf],
        ['<=', asOf + span],
      ]);
    case 'anniversaryWithinDays':
      return inZone(comparison.zone, scope.calendar, (zone) => {
        const celebrated = list(anniversaryDays(asOf, numberOf(value), zone));
        const day = dialect.monthDay(wallOfInstant(subject, zone));
        return sql`${subject.dayOf?.(day) ?? day} IN (${celebrated})`;
      });
    default:
      return isOneOf(text, number, wantedOf(comparison));
  }
}

type Bounds = ReadonlyArray<readonly [sign: '<' | '<=' | '>', instant: number]>;

/** Whether an instant lies within bounds. What a wall shows is compared with what the wall shows then. */
function bounded(
  { instant, isWall }: Subject,
  { zone }: Comparison,
  { calendar }: CompareScope,
  boundsIn: (timeZone: string) => Bounds,
): Sql {
  return inZone(zone, calendar, (timeZone) => {
    const bounds = boundsIn(timeZone);
    const within = (shown: (at: number) => number): Sql =>
      join(
        bounds.map(([sign, at]) => sql`${instant} ${raw(sign)} ${Math.round(shown(at))}`),
        ' AND ',
      );
    const asInstant = within((at) => at);
    if (!isWall) return asInstant;
    return sql`CASE WHEN ${isWall} THEN ${within((at) => wallClockOf(at, timeZone))} ELSE ${asInstant} END`;
  });
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
    isWall: dialect.isWall(text),
    dayOf: (day) => dialect.dayAsWritten(asStored, day),
  };
}

/** A number in SQL: also an instant, in epoch ms. */
export function numberSubject(number: Sql): Subject {
  return { text: sql`CAST(${number} AS TEXT)`, number, instant: number };
}

/** A condition in SQL: `true` or `false`. */
export function booleanSubject(holds: Sql): Subject {
  return {
    text: sql`CASE WHEN ${holds} THEN 'true' ELSE 'false' END`,
    number: raw('NULL'),
    instant: raw('NULL'),
  };
}
