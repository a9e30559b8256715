import { CodedUserError, fractionDigits, parseAmount } from '../shared';
import type { SqlCondition } from './sql-condition';

/** Currencies by their number of decimals, leaving out those with two, which unknown currencies have as well. */
const currenciesByDigits = groupCurrencies();

/**
 * SQL that holds for orders whose total reaches the minimum. The minimum is read in each order's own currency: 49.90
 * is 4990 minor units of EUR, 49900 of KWD and 50 of JPY.
 * @param order alias of table `orders` in the statement around it
 * @throws FILTER_INVALID when the text is not a decimal number
 */
export function minimumTotalCondition(order: string, minimumTotal: string): SqlCondition {
  const parameters: number[] = [];
  const cases = [...currenciesByDigits.values()].map((currencies) => {
    parameters.push(minorUnits(minimumTotal, currencies[0] ?? ''));
    return `WHEN UPPER(${order}.currency) IN (${currencies.map((code) => `'${code}'`).join(', ')}) THEN CAST(? AS BIGINT)`;
  });
  parameters.push(minorUnits(minimumTotal, 'EUR'));
  return { sql: `${order}.total >= CASE ${cases.join(' ')} ELSE CAST(? AS BIGINT) END`, parameters };
}

function minorUnits(minimumTotal: string, currency: string): number {
  const amount = parseAmount(minimumTotal, currency);
  if (amount !== undefined) return amount;
  throw new CodedUserError(
    'FILTER_INVALID',
    `The smallest order total "${minimumTotal}" is not a number. Write it with a point and without a currency: 49.90`,
  );
}

function groupCurrencies(): Map<number, string[]> {
  const groups = new Map<number, string[]>();
  for (const currency of Intl.supportedValuesOf('currency')) {
    const digits = fractionDigits(currency);
    if (digits !== 2) groups.set(digits, [...(groups.get(digits) ?? []), currency]);
  }
  return groups;
}
