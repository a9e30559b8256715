import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { contactReference } from '../shared/contact-reference';
import type { AttributeChange, ContactUpdateRequest } from '../shared/hub';
import { listOf } from '../shared/order-filter';

const FIELDS = ['firstName', 'lastName', 'locale', 'country', 'timeZone'] as const;
const TYPES = ['text', 'number', 'date', 'boolean'] as const;

/** Reads the node's parameters for an item. Throws a UserError where they change nothing. */
export function contactUpdate(context: IExecuteFunctions, itemIndex: number): ContactUpdateRequest {
  const listed = (name: string) => listOf(context.getNodeParameter(name, itemIndex, ''));
  const update = {
    fields: profileFields(context.getNodeParameter('fields', itemIndex, {}) as IDataObject),
    attributes: attributeChanges(context.getNodeParameter('attributes.values', itemIndex, []) as IDataObject[]),
    addTags: listed('addTags'),
    removeTags: listed('removeTags'),
    joinLists: listed('joinLists'),
    leaveLists: listed('leaveLists'),
  };
  const { fields, ...lists } = update;
  if (Object.keys(fields).length === 0 && Object.values(lists).every(({ length }) => length === 0)) {
    throw new UserError('The node says nothing that is to change: set a field, a tag or a list');
  }
  return {
    contact: contactReference(context, itemIndex),
    ...update,
    createMissing: context.getNodeParameter('createMissing', itemIndex, false) === true,
    itemIndex,
  };
}

function profileFields(given: IDataObject): ContactUpdateRequest['fields'] {
  const named = FIELDS.filter((name) => given[name] !== undefined);
  return Object.fromEntries(named.map((name) => [name, String(given[name] ?? '').trim()]));
}

function attributeChanges(entries: IDataObject[]): AttributeChange[] {
  return entries.map(({ name, value, type }) => {
    if (typeof name !== 'string' || name.trim() === '') throw new UserError('A custom field has no name');
    return { name: name.trim(), value: valueOf(name, value), type: TYPES.find((each) => each === type) ?? 'text' };
  });
}

/** Nothing takes the field away. Luxon dates, which expressions give, are written as JSON writes them. */
function valueOf(name: string, given: unknown): AttributeChange['value'] {
  const value: unknown = typeof given === 'object' && given !== null ? JSON.parse(JSON.stringify(given)) : given;
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'string') return value.trim() === '' ? null : value.trim();
  throw new UserError(`The custom field "${name}" cannot hold ${JSON.stringify(value)}`);
}
