import { readAmount, type Json } from '../store';
import { attributeOf } from './load-categories';

/**
 * What a product costs now, in minor units; null where it has no price of its own. The special price counts from its first
 * to its last day, both whole days of the shop's time zone.
 * @param today the date at the shop, YYYY-MM-DD
 */
export function priceOf(json: Json, currency: string, today: string): number | null {
  const price = readAmount(json.price, currency) ?? null;
  const special = readAmount(attributeOf(json, 'special_price'), currency) ?? null;
  if (special === null || !isOn(json, today)) return price;
  return price === null ? special : Math.min(price, special);
}

function isOn(json: Json, today: string): boolean {
  const from = attributeOf(json, 'special_from_date').slice(0, DATE_LETTERS);
  const to = attributeOf(json, 'special_to_date').slice(0, DATE_LETTERS);
  return (from === '' || from <= today) && (to === '' || today <= to);
}

const DATE_LETTERS = 'YYYY-MM-DD'.length;
