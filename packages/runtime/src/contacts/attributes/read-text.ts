import { CodedUserError } from '../../shared';
import type { Attribute, AttributeValue } from './attribute';
import { checkValue } from './check-value';

const YES = new Set(['true', '1', 'yes', 'y', 'on', 'כן', 'نعم']);
const NO = new Set(['false', '0', 'no', 'n', 'off', 'לא', 'لا']);
/** The day first, as all countries of our languages but the USA write it. */
const DAY_FIRST = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/;

/**
 * The value of an attribute that a cell of a table says: `1,5` and `1.5` are numbers, `1.12.1990` and `1990-12-01` dates,
 * yes, כן and نعم true.
 * @throws ATTRIBUTE_VALUE_INVALID
 */
export function readText(attribute: Attribute, text: string): AttributeValue {
  return checkValue(attribute, valueOf(attribute, text.trim()));
}

function valueOf({ type, options, name }: Attribute, text: string): unknown {
  switch (type) {
    case 'number':
      return /^[+-]?\d+([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : text;
    case 'boolean':
      return yesOrNo(name, text);
    case 'date':
      return toIsoDate(text);
    case 'enum':
      return options?.find((option) => option.toLowerCase() === text.toLowerCase()) ?? text;
    case 'text':
      return text;
  }
}

function yesOrNo(name: string, text: string): boolean {
  const word = text.toLowerCase();
  if (YES.has(word)) return true;
  if (NO.has(word)) return false;
  throw new CodedUserError(
    'ATTRIBUTE_VALUE_INVALID',
    `attributes.${name} has to be yes or no, not "${text.slice(0, 60)}".`,
    {
      name,
    },
  );
}

function toIsoDate(text: string): string {
  const [, day = '', month = '', year = ''] = DAY_FIRST.exec(text) ?? [];
  if (year === '') return text.replace(/^(\d{4}-\d{2}-\d{2})[T ].*$/, '$1');
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
