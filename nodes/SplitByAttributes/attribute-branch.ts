import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import type { WayOut } from '../shared/decide-output';
import { listOf } from '../shared/order-filter';
import type { Comparison, Rule } from '../shared/rule';
import { zoneOf } from '../shared/zone-property';

/** Reads one entry of the `branches` parameter. Throws a UserError for a condition that makes no sense. */
export function attributeBranch(entry: IDataObject, index: number): WayOut {
  const name = typeof entry.name === 'string' && entry.name !== '' ? entry.name : String(index + 1);
  const { values = [] } = (entry.conditions ?? {}) as { values?: IDataObject[] };
  if (values.length === 0) throw new UserError(`The output "${name}" has no condition`);
  const rules = values.map((condition) => attributeRule(condition, name));
  return { name, rule: entry.match === 'any' ? { any: rules } : { all: rules } };
}

function attributeRule(condition: IDataObject, output: string): Rule {
  const { about = 'profile', field = 'country', isThere = true } = condition;
  const called = () => nameOf(condition, output);
  switch (about) {
    case 'profile':
      return { contact: String(field), ...comparisonOf(condition, output) };
    case 'custom':
      return { contact: `attributes.${called()}`, ...comparisonOf(condition, output) };
    case 'grade':
      return { rfm: 'grade', ...comparisonOf(condition, output) };
    case 'score':
      return { score: called(), ...comparisonOf(condition, output) };
    case 'list':
      return { list: called(), operator: isThere === false ? 'missing' : 'exists' };
    case 'tag':
      return { tag: called(), operator: isThere === false ? 'missing' : 'exists' };
    case 'consent':
      return consentRule(condition);
    default:
      throw new UserError(`The output "${output}" asks about ${JSON.stringify(about)}, which nothing is called`);
  }
}

function consentRule({ channel = 'email', purpose = 'promotional', status = 'granted' }: IDataObject): Rule {
  const asked = { consent: String(channel), purpose: String(purpose) };
  return status === 'none'
    ? { ...asked, operator: 'missing' }
    : { ...asked, operator: 'equals', value: String(status) };
}

function nameOf({ called }: IDataObject, output: string): string {
  const name = typeof called === 'string' ? called.trim() : '';
  if (name !== '') return name;
  throw new UserError(
    `A condition of the output "${output}" does not say which attribute, list, tag or score it means`,
  );
}

function comparisonOf({ comparison = 'equals', value, zone: of }: IDataObject, output: string): Comparison {
  const operator = String(comparison);
  if (operator === 'exists' || operator === 'missing') return { operator };
  const values = listOf(value);
  if (values.length === 0) throw new UserError(`A condition of the output "${output}" compares with nothing`);
  if (operator === 'oneOf' || operator === 'noneOf') return { operator, value: values };
  const zone = zoneOf({ comparison: operator, zone: of });
  return { operator, value: typeof value === 'string' ? value.trim() : String(value), ...zone };
}
