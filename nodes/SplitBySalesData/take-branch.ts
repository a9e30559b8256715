import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { OperationalError } from 'n8n-workflow';

import { contactReference } from '../shared/contact-reference';
import { hubOf } from '../shared/hub';
import { branchOf } from './branch';
import { windowEnd } from './window-end';

/** The output that an item takes (one more than the branches have: "Otherwise"), and the item as it goes there. */
export interface Taken {
  output: number;
  item: INodeExecutionData;
}

/** Decides for one item, with one question to the hub. Throws a UserError for parameters that make no sense. */
export async function takeBranch(context: IExecuteFunctions, itemIndex: number): Promise<Taken> {
  const branches = (context.getNodeParameter('branches.values', itemIndex, []) as IDataObject[]).map(branchOf);
  const hub = hubOf(context);
  const figures = await hub.salesData({
    contact: contactReference(context, itemIndex),
    filters: branches.map(({ filter }) => filter),
    asOf: windowEnd(context, itemIndex),
  });
  const counted = branches.map((branch, index) => {
    const own = figures[index];
    if (!own) throw new OperationalError(`The sales data of the output "${branch.name}" did not come`);
    return { branch, figures: own };
  });
  const held = counted.findIndex(({ branch, figures: own }) => branch.holds(own));
  const looked = held === -1 ? counted : counted.slice(0, held + 1);
  hub.note?.(looked.map(({ branch, figures: own }) => branch.describe(own)).join('; '));
  const { json, ...rest } = context.getInputData()[itemIndex] ?? { json: {} };
  const addFigures = context.getNodeParameter('options.addFigures', itemIndex, false) as boolean;
  const salesData = counted.map(({ branch, figures: own }) => ({ output: branch.name, ...own }));
  return {
    output: held === -1 ? branches.length : held,
    item: { ...rest, json: addFigures ? { ...json, salesData } : json, pairedItem: { item: itemIndex } },
  };
}
