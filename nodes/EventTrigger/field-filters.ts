import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import type { FieldFilter } from '../shared/hub';
import { listOf } from '../shared/order-filter';
import { zoneOf } from '../shared/zone-property';

type Scalar = string | number | boolean;

/** Reads the collection of `FIELD_PROPERTIES`. Throws a UserError for a value that is none of its type. */
export function fieldFilters(collection: unknown): FieldFilter[] {
  const { values = [] } = (collection ?? {}) as { values?: IDataObject[] };
  return values.map(fieldFilter);
}

function fieldFilter({ field, type = 'text', comparison = 'equals', value, zone }: IDataObject): FieldFilter {
  const path = typeof field === 'string' ? field.trim() : '';
  if (path === '') throw new UserError('A condition does not say which field it means');
  const operator = String(comparison);
  if (operator === 'exists' || operator === 'missing') return { field: path, operator };
  if (operator === 'oneOf' || operator === 'noneOf') {
    const values = listOf(value).map((text) => typed(text, String(type), path));
    if (values.length === 0) throw new UserError(`The condition on "${path}" compares with nothing`);
    return { field: path, operator, value: values };
  }
  const text = typeof value === 'string' ? value.trim() : String(value ?? '');
  if (text === '') throw new UserError(`The condition on "${path}" compares with nothing`);
  return { field: path, operator, value: typed(text, String(type), path), ...zoneOf({ comparison, zone }) };
}

function typed(text: string, type: string, path: string): Scalar {
  const wrong = (what: string): UserError => new UserError(`The condition on "${path}": "${text}" is not ${what}`);
  switch (type) {
    case 'number':
      if (!Number.isFinite(Number(text))) throw wrong('a number. Write it with a point, such as 49.90');
      return Number(text);
    case 'boolean':
      if (text !== 'true' && text !== 'false') throw wrong('true or false');
      return text === 'true';
    case 'dateTime':
      if (!/^\d{4}-\d\d-\d\d/.test(text) || Number.isNaN(Date.parse(text))) throw wrong('a date such as 2026-11-22');
      return text;
    default:
      return text;
  }
}
