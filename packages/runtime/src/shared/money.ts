/** An exact amount: integer minor units (cents, agorot, fils) of an ISO 4217 currency. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

const digitsByCurrency = new Map<string, number>();

/** How many decimals a currency has: 2 for EUR and ILS, 0 for JPY, 3 for KWD. Unknown codes count as 2. */
export function fractionDigits(currency: string): number {
  const known = digitsByCurrency.get(currency);
  if (known !== undefined) return known;
  let digits = 2;
  try {
    digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // not a currency code: shops do send custom ones
  }
  digitsByCurrency.set(currency, digits);
  return digits;
}

/**
 * Reads a shop's decimal string (`"17.78"`, `"-5.00"`, `".5"`) exactly, rounding half away from zero past the currency's
 * last decimal.
 * @returns integer minor units, or undefined where the text is not a number
 */
export function parseAmount(text: string, currency: string): number | undefined {
  const match = /^\s*([+-]?)(?=\.?\d)(\d*)(?:\.(\d*))?\s*$/.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '0', fraction = ''] = match;
  const digits = fractionDigits(currency);
  const kept = fraction.slice(0, digits).padEnd(digits, '0');
  const roundUp = Number(fraction[digits] ?? '0') >= 5 ? 1 : 0;
  const amount = Number(`0${whole}${kept}`) + roundUp;
  return sign === '-' && amount !== 0 ? -amount : amount;
}

/** The decimal form of an amount: `1778 EUR` is `"17.78"`. */
export function toDecimal({ amount, currency }: Money): string {
  return (amount / 10 ** fractionDigits(currency)).toFixed(fractionDigits(currency));
}
