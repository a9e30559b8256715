import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { listOf, orderFilter } from '../shared/order-filter';
import type { Rule } from '../shared/rule';
import { zoneOf } from '../shared/zone-property';
import type { ConditionArm } from '../shared/wait-arm';
import type { ArmPlace } from './arm-place';

const MEASURES = { count: 'count', sum: 'sum', average: 'average', largest: 'largest' } as const;
const OPERATORS = { gte: 'atLeast', gt: 'above', eq: 'equals', lte: 'atMost', lt: 'below' } as const;
const COMPARISONS = [
  'equals',
  'notEquals',
  'oneOf',
  'noneOf',
  'contains',
  'above',
  'atLeast',
  'below',
  'atMost',
  'before',
  'after',
  'exists',
  'missing',
];

/** An arm for a condition on the contact. Throws a UserError for one that makes no sense. */
export function conditionArm(
  _context: IExecuteFunctions,
  entry: IDataObject,
  { output, name }: ArmPlace,
): ConditionArm {
  return { kind: 'condition', output, name, condition: conditionOf(entry, name) };
}

function conditionOf(entry: IDataObject, name: string): Rule {
  switch (entry.conditionOn) {
    case 'contact':
      return contactCondition(entry, name);
    case 'consent':
      return consentCondition(entry);
    default:
      return salesCondition(entry, name);
  }
}

function consentCondition(entry: IDataObject): Rule {
  const { consentChannel = 'email', consentPurpose = 'promotional', consentStatus = 'granted' } = entry;
  const about = { consent: String(consentChannel), purpose: String(consentPurpose) };
  return { ...about, operator: 'equals', value: String(consentStatus) };
}

function salesCondition(entry: IDataObject, name: string): Rule {
  const window = entry.window ?? 'none';
  const where = orderFilter((entry.filters ?? {}) as IDataObject);
  const hours = window === 'hours' ? 1 : window === 'days' ? 24 : undefined;
  const filter = hours === undefined ? where : { ...where, withinHours: hours * positive(entry.windowLength, name) };
  const scope = { where: filter, ...(window === 'entry' && { since: 'entry' as const }) };
  if (entry.measure === 'firstPurchase') {
    return { sales: 'includesFirstPurchase', operator: 'equals', value: true, ...scope };
  }
  const sales = MEASURES[(entry.measure ?? 'count') as keyof typeof MEASURES] as string | undefined;
  const operator = OPERATORS[(entry.operator ?? 'gte') as keyof typeof OPERATORS] as string | undefined;
  if (sales === undefined || operator === undefined) {
    throw new UserError(`The output "${name}" has a measure or an operator that does not exist`);
  }
  return { sales: sales as 'count', operator, value: numberOf(entry.value, name), ...scope };
}

function contactCondition(entry: IDataObject, name: string): Rule {
  const [field = ''] = listOf(entry.contactField);
  if (!/^[\w-]+(\.[\w-]+)*$/.test(field)) {
    throw new UserError(`The output "${name}" looks at a field of the contact: write it as country or attributes.tier`);
  }
  const operator = typeof entry.comparison === 'string' ? entry.comparison : 'equals';
  if (!COMPARISONS.includes(operator)) throw new UserError(`The output "${name}" has no comparison "${operator}"`);
  if (operator === 'exists' || operator === 'missing') return { contact: field, operator };
  const values = listOf(entry.comparedWith);
  if (values.length === 0) throw new UserError(`The output "${name}" compares a field with nothing`);
  const isList = operator === 'oneOf' || operator === 'noneOf';
  const value = isList ? values : textOf(entry.comparedWith);
  return { contact: field, operator, value, ...zoneOf(entry) };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : String(value));

function positive(value: unknown, name: string): number {
  const number = numberOf(value, name);
  if (number > 0) return number;
  throw new UserError(`The window of the output "${name}" is 0 long: no order fits in`);
}

function numberOf(value: unknown, name: string): number {
  const number = value === undefined ? 1 : typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && Number.isFinite(number) && number >= 0) return number;
  throw new UserError(`The output "${name}" compares with a number, not with ${JSON.stringify(value)}`);
}
