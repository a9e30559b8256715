import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { splitItems } from '../shared/split-items';
import { recommend } from './recommend';
import { RECOMMEND_PROPERTIES } from './properties';

/** Names products for a contact, as data for messages; whoever there are none for takes the output "None". */
export class RecommendProducts implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Recommend Products',
    name: 'recommendProducts',
    icon: { light: 'file:../../icons/recommend-products.svg', dark: 'file:../../icons/recommend-products.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle: '={{ [$parameter["strategy"], ...($parameter["fallbacks"] ?? [])].join(", then ") }}',
    description: 'Finds products for a contact: what goes with their orders, what sells best, what they need again',
    defaults: { name: 'Recommend Products' },
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
    outputNames: ['Recommended', 'None'],
    credentials: [{ name: 'aftercartApi', required: false }],
    // An AI agent reads the first output of a tool only, and would take the other for "nothing".
    usableAsTool: undefined,
    properties: RECOMMEND_PROPERTIES,
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return await splitItems(this, 2, (itemIndex) => recommend(this, itemIndex));
  }
}
