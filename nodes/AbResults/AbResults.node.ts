import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { splitItems } from '../shared/split-items';
import { AB_RESULTS_PROPERTIES } from './properties';
import { readResults } from './read-results';

/** Says what became of the ways of this workflow's A/B splits: data for a report, or for a decision. */
export class AbResults implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'A/B Results',
    name: 'abResults',
    icon: { light: 'file:../../icons/ab-results.svg', dark: 'file:../../icons/ab-results.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle:
      '={{ $parameter["withinDays"] > 0 ? "last " + $parameter["withinDays"] + " days" : "since the beginning" }}',
    description:
      "How many contacts took each way of this workflow's A/B splits, and opened, clicked and bought after it",
    defaults: { name: 'A/B Results' },
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'aftercartApi', required: false }],
    usableAsTool: true,
    properties: AB_RESULTS_PROPERTIES,
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return await splitItems(this, 1, (itemIndex) => readResults(this, itemIndex));
  }
}
