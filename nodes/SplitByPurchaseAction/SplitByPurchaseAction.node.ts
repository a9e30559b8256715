import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { decideOutput } from '../shared/decide-output';
import { splitItems } from '../shared/split-items';
import { PURCHASE_PROPERTIES } from './properties';
import { purchaseRule } from './purchase-rule';

/** Asks whether the contact has bought: anything, or one of some products, in some time. */
export class SplitByPurchaseAction implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Split by Purchase Action',
    name: 'splitByPurchaseAction',
    icon: {
      light: 'file:../../icons/split-by-purchase-action.svg',
      dark: 'file:../../icons/split-by-purchase-action.dark.svg',
    },
    group: ['transform'],
    version: 1,
    subtitle: '={{ $parameter["what"] === "same" ? "the same product" : $parameter["what"] }}',
    description: 'Takes one of two ways by whether the contact has bought',
    defaults: { name: 'Split by Purchase Action' },
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
    outputNames: ['Bought', 'Did Not Buy'],
    credentials: [{ name: 'aftercartApi', required: false }],
    // An AI agent reads the first output of a tool only, and would take the others for "nothing".
    usableAsTool: undefined,
    properties: PURCHASE_PROPERTIES,
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return await splitItems(this, 2, (itemIndex) => {
      const { rule, moment } = purchaseRule(this, itemIndex);
      return decideOutput(this, itemIndex, [{ name: 'Bought', rule }], moment);
    });
  }
}
