import { CodedUserError, parseAmount } from '../../shared';
import { join, raw, sql, type Sql } from '../sql';
import { CURRENCIES_BY_DIGITS } from './currency-digits';

/**
 * SQL that holds for orders `o` whose total reaches the minimum. The minimum is read in each order's own currency: 49.90
 * is 4990 minor units of EUR, 49900 of KWD and 50 of JPY.
 * @throws FILTER_INVALID when the text is not a decimal number
 */
export function minimumTotalSql(minimumTotal: string): Sql {
  const cases = [...CURRENCIES_BY_DIGITS.values()].map((currencies) => {
    const names = raw(currencies.map((code) => `'${code}'`).join(', '));
    return sql` WHEN UPPER(o.currency) IN (${names}) THEN ${minorUnits(minimumTotal, currencies[0] ?? '')}`;
  });
  return sql`o.total >= CASE${join([...cases, sql` ELSE ${minorUnits(minimumTotal, 'EUR')}`], '')} END`;
}

function minorUnits(minimumTotal: string, currency: string): number {
  const amount = parseAmount(minimumTotal, currency);
  if (amount !== undefined) return amount;
  throw new CodedUserError(
    'FILTER_INVALID',
    `The smallest order total "${minimumTotal}" is not a number. Write it with a point and without a currency: 49.90`,
  );
}
