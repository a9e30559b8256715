import { CodedUserError } from '../../shared';
import type { Attribute, AttributeValue } from './attribute';

const LONGEST_TEXT = 1_000;

/**
 * The value as it is stored.
 * @throws ATTRIBUTE_VALUE_INVALID
 */
export function checkValue({ name, type, options }: Attribute, value: unknown): AttributeValue {
  switch (type) {
    case 'text':
      if (typeof value === 'string' && value.length <= LONGEST_TEXT) return value;
      throw wrong(name, `a text of at most ${LONGEST_TEXT} characters`, value);
    case 'number':
      if (typeof value === 'number' && Number.isFinite(value)) return value;
      throw wrong(name, 'a number', value);
    case 'boolean':
      if (typeof value === 'boolean') return value;
      throw wrong(name, 'true or false', value);
    case 'date':
      if (typeof value === 'string' && isDate(value)) return value;
      throw wrong(name, 'a date as YYYY-MM-DD', value);
    case 'enum':
      if (typeof value === 'string' && options?.includes(value)) return value;
      throw wrong(name, `one of ${(options ?? []).join(', ')}`, value);
  }
}

/** Whether it is a day of the calendar; JavaScript takes 30 February for 2 March. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function wrong(name: string, wanted: string, value: unknown): CodedUserError {
  const shown = JSON.stringify(value ?? null).slice(0, 60);
  return new CodedUserError('ATTRIBUTE_VALUE_INVALID', `attributes.${name} has to be ${wanted}, not ${shown}.`, {
    name,
  });
}
