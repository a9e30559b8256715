import type { entities } from '../../db';

export const ATTRIBUTE_TYPES = [
  'text',
  'number',
  'date',
  'boolean',
  'enum',
] as const satisfies entities.AttributeType[];

/** A custom field of contacts. */
export type Attribute = Omit<entities.Attribute, 'workspace'>;
export type AttributeType = entities.AttributeType;

/** As it stands in rules and templates: `contact.attributes.birthday`. */
export const ATTRIBUTE_NAME = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;

/** What a contact's attribute can be. Dates are `YYYY-MM-DD`. */
export type AttributeValue = string | number | boolean;
