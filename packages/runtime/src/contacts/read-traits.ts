import { changeAttributes, type Attribute } from './attributes';
import { checkFields, type ContactFields } from './check-fields';
import { CodedUserError } from '../shared';
import type { ContactChanges } from './write/patch-contact';

/** Names of traits as others write them, and our fields. */
const FIELDS: Readonly<Record<string, keyof ContactFields>> = {
  email: 'email',
  phone: 'phone',
  firstName: 'firstName',
  first_name: 'firstName',
  lastName: 'lastName',
  last_name: 'lastName',
  locale: 'locale',
  language: 'locale',
  country: 'country',
  timezone: 'timeZone',
  timeZone: 'timeZone',
};

/** The fields and attributes that traits of another system hold. What is unknown or cannot be a value is left out. */
export function readTraits(
  traits: Readonly<Record<string, unknown>>,
  attributes: readonly Attribute[],
): ContactChanges {
  const fields: Record<string, string> = {};
  const custom: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(traits)) {
    const field = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
    if (field === undefined) {
      if (attributes.some((each) => each.name === name) && isValue(name, value, attributes)) custom[name] = value;
    } else if (typeof value === 'string' && value.trim() !== '' && isField(field, value, traits.country)) {
      fields[field] = value;
    }
  }
  return { ...fields, attributes: custom };
}

function isField(field: keyof ContactFields, value: string, country: unknown): boolean {
  const known = typeof country === 'string' && /^[a-z]{2}$/i.test(country) ? country.toUpperCase() : null;
  return holds(() => checkFields({ [field]: value }, { country: known }));
}

const isValue = (name: string, value: unknown, attributes: readonly Attribute[]): boolean =>
  holds(() => changeAttributes({}, { [name]: value }, attributes));

function holds(check: () => unknown): boolean {
  try {
    check();
    return true;
  } catch (error) {
    if (error instanceof CodedUserError) return false;
    throw error;
  }
}
