import { fractionDigits } from '../../shared';
import { BoundedCache } from './bounded-cache';

const moneyFormats = new BoundedCache<Intl.NumberFormat>(200);
const dateFormats = new BoundedCache<Intl.DateTimeFormat>(200);

/** `49.9 ILS` in Hebrew is `‏49.90 ‏₪`. An amount in a currency that Intl does not know is written as number and code. */
export function formatMoney(amount: number, currency: string, locale: string): string {
  if (!/^[A-Za-z]{3}$/.test(currency)) {
    const digits = fractionDigits(currency);
    const number = moneyFormats.get(`${locale} ${digits}`, () => {
      return new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
    });
    return `${number.format(amount)} ${currency}`.trim();
  }
  return moneyFormats
    .get(`${locale} ${currency}`, () => new Intl.NumberFormat(locale, { style: 'currency', currency }))
    .format(amount);
}

export type DateStyle = 'full' | 'long' | 'medium' | 'short';

/** A day in words. A date without a time of day is that day everywhere. */
export function formatDate(text: string, options: DateFormatOptions): string {
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime())) return '';
  const isWholeDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const timeZone = isWholeDay ? 'UTC' : options.timeZone;
  const timeStyle = options.hasTime && !isWholeDay ? 'short' : undefined;
  const key = [options.locale, options.style, timeZone, timeStyle].join(' ');
  return dateFormats
    .get(key, () => new Intl.DateTimeFormat(options.locale, { dateStyle: options.style, timeStyle, timeZone }))
    .format(instant);
}

interface DateFormatOptions {
  readonly locale: string;
  readonly style: DateStyle;
  readonly hasTime: boolean;
  readonly timeZone: string;
}
