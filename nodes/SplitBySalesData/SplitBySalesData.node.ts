import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { splitItems } from '../shared/split-items';
import { SPLIT_PROPERTIES } from './properties';
import { takeBranch } from './take-branch';

/** Sends a contact down the first output whose condition on the contact's orders holds, else down "Otherwise". */
export class SplitBySalesData implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Split by Sales Data',
    name: 'splitBySalesData',
    icon: {
      light: 'file:../../icons/split-by-sales-data.svg',
      dark: 'file:../../icons/split-by-sales-data.dark.svg',
    },
    group: ['transform'],
    version: 1,
    subtitle: '={{ ($parameter["branches"].values ?? []).map((branch) => branch.name).join(" | ") }}',
    description: "Takes one of several ways by a contact's orders: first purchase, number, sum, average or largest",
    defaults: { name: 'Split by Sales Data' },
    inputs: [NodeConnectionTypes.Main],
    outputs:
      '={{ [...($parameter["branches"]?.values ?? []).map((branch, index) => ({ type: "main", displayName: branch.name || String(index + 1) })), { type: "main", displayName: "Otherwise" }] }}',
    credentials: [{ name: 'aftercartApi', required: false }],
    // An AI agent reads the first output of a tool only, and would take the others for "nothing".
    usableAsTool: undefined,
    properties: SPLIT_PROPERTIES,
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const { length: otherwise } = this.getNodeParameter('branches.values', 0, [], {
      rawExpressions: true,
    }) as unknown[];
    return await splitItems(this, otherwise + 1, (itemIndex) => takeBranch(this, itemIndex));
  }
}
