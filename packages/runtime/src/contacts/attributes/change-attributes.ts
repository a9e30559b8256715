import { CodedUserError } from '../../shared';
import type { Attribute } from './attribute';
import { checkValue } from './check-value';

/**
 * The attributes of a contact after some changes; null takes one away.
 * @throws ATTRIBUTE_UNKNOWN, ATTRIBUTE_VALUE_INVALID
 */
export function changeAttributes(
  before: Readonly<Record<string, unknown>>,
  changes: Readonly<Record<string, unknown>>,
  attributes: readonly Attribute[],
): Record<string, unknown> {
  const after = new Map(Object.entries(before));
  for (const [name, value] of Object.entries(changes)) {
    const attribute = attributes.find((each) => each.name === name);
    if (!attribute) {
      const message = `There is no attribute "${name}". Define it first: POST /api/v1/attributes.`;
      throw new CodedUserError('ATTRIBUTE_UNKNOWN', message, { name });
    }
    if (value === null) after.delete(name);
    else after.set(name, checkValue(attribute, value));
  }
  return Object.fromEntries(after);
}
