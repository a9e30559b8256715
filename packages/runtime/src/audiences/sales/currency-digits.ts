import { fractionDigits } from '../../shared';
import { raw, type Sql } from '../sql';

/** Currencies by their number of decimals, leaving out those with two, which unknown currencies have as well. */
export const CURRENCIES_BY_DIGITS: ReadonlyMap<number, readonly string[]> = group();

function group(): Map<number, string[]> {
  const found = new Map<number, string[]>();
  for (const currency of Intl.supportedValuesOf('currency')) {
    const digits = fractionDigits(currency);
    if (digits !== 2) found.set(digits, [...(found.get(digits) ?? []), currency]);
  }
  return found;
}

/**
 * SQL for an amount in major units. The quotient of two whole numbers is the double that is nearest to the decimal
 * number: the same that JavaScript reads from it.
 * @param minor SQL for the amount in minor units
 * @param currency column
 */
export function majorUnits(minor: string, currency: string): Sql {
  const cases = [...CURRENCIES_BY_DIGITS].map(
    ([digits, currencies]) =>
      `WHEN UPPER(${currency}) IN (${currencies.map((code) => `'${code}'`).join(', ')}) THEN ${10 ** digits}`,
  );
  // The usual ones are told apart first, without going through the lists.
  const usual = `WHEN ${currency} IN ('EUR', 'USD', 'ILS', 'GBP') THEN 100`;
  return raw(`CAST(${minor} AS DOUBLE PRECISION) / CASE ${usual} ${cases.join(' ')} ELSE 100 END`);
}
