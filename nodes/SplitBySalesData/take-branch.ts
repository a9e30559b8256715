import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { OperationalError } from 'n8n-workflow';

import { contactReference } from '../shared/contact-reference';
import { hubOf } from '../shared/hub';
import { journeyStart } from '../shared/journey-start';
import { passOn, type Taken } from '../shared/split-items';
import { branchOf } from './branch';
import { windowEnd } from './window-end';

/** Decides for one item, with one question to the hub. Throws a UserError for parameters that make no sense. */
export async function takeBranch(context: IExecuteFunctions, itemIndex: number): Promise<Taken> {
  const entries = context.getNodeParameter('branches.values', itemIndex, []) as IDataObject[];
  const branches = entries.map((entry, index) => branchOf(entry, index, context.getTimezone()));
  const hub = hubOf(context);
  const figures = await hub.salesData({
    contact: contactReference(context, itemIndex),
    filters: branches.map(({ filter }) => filter),
    asOf: windowEnd(context, itemIndex),
    enteredAt: branches.some(({ filter }) => filter.since) ? journeyStart(context, itemIndex) : undefined,
  });
  const counted = branches.map((branch, index) => {
    const own = figures[index];
    if (!own) throw new OperationalError(`The sales data of the output "${branch.name}" did not come`);
    return { branch, figures: own };
  });
  const held = counted.findIndex(({ branch, figures: own }) => branch.holds(own));
  const looked = held === -1 ? counted : counted.slice(0, held + 1);
  hub.note?.(looked.map(({ branch, figures: own }) => branch.describe(own)).join('; '));
  const item = passOn(context, itemIndex);
  const addFigures = context.getNodeParameter('options.addFigures', itemIndex, false) as boolean;
  const salesData = counted.map(({ branch, figures: own }) => ({ output: branch.name, ...own }));
  return {
    output: held === -1 ? branches.length : held,
    item: addFigures ? { ...item, json: { ...item.json, salesData } } : item,
  };
}
