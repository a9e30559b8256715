import type { IExecuteFunctions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { hubOf } from '../shared/hub';
import { passOn, type Taken } from '../shared/split-items';

/** Asks for the results, and puts them into one item. Throws a UserError for parameters that make no sense. */
export async function readResults(context: IExecuteFunctions, itemIndex: number): Promise<Taken> {
  const withinDays = Number(context.getNodeParameter('withinDays', itemIndex, 7));
  if (!(withinDays >= 0)) throw new UserError('Results are those of so many last days: a number of 0 or more');
  const field = String(context.getNodeParameter('field', itemIndex, 'results')).trim();
  if (!/^[A-Za-z_]\w*$/.test(field)) throw new UserError('The results need a field to be put into, such as results');
  const hub = hubOf(context);
  const results = await hub.variantResults({ ...(withinDays > 0 && { withinDays }) });
  hub.note?.(results.map(({ variant, bought, contacts }) => `${variant}: ${bought} of ${contacts}`).join(', '));
  const item = passOn(context, itemIndex);
  return { output: 0, item: { ...item, json: { ...item.json, [field]: results } } };
}
