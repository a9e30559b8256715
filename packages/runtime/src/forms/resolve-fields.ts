import type { Attribute } from '../contacts';
import type { FormField } from './form';

/** What a field takes. */
export type FieldType = 'email' | 'phone' | 'name' | Attribute['type'];

/** A field with what the workspace says of it. */
export interface ResolvedField extends FormField {
  readonly type: FieldType;
  /** Of a custom field. */
  readonly attribute?: Attribute;
}

const OWN: Readonly<Record<string, FieldType>> = {
  email: 'email',
  phone: 'phone',
  firstName: 'name',
  lastName: 'name',
};
const CUSTOM = 'attributes.';

/** @returns undefined where there is no such field */
export function typeOfField(name: string, attributes: readonly Attribute[]): FieldType | undefined {
  return Object.hasOwn(OWN, name) ? OWN[name] : attributeOf(name, attributes)?.type;
}

/** The fields that a form asks for now: custom ones that were deleted meanwhile are left out. */
export function resolveFields(fields: readonly FormField[], attributes: readonly Attribute[]): ResolvedField[] {
  return fields.flatMap((field) => {
    const type = typeOfField(field.name, attributes);
    return type === undefined ? [] : [{ ...field, type, attribute: attributeOf(field.name, attributes) }];
  });
}

/** `birthday` of `attributes.birthday`. */
export function attributeName(field: string): string | undefined {
  return field.startsWith(CUSTOM) ? field.slice(CUSTOM.length) : undefined;
}

const attributeOf = (field: string, attributes: readonly Attribute[]): Attribute | undefined =>
  attributes.find(({ name }) => name === attributeName(field));
