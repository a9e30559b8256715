import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { decideOutput } from '../shared/decide-output';
import { splitItems } from '../shared/split-items';
import { attributeBranch } from './attribute-branch';
import { ATTRIBUTE_PROPERTIES } from './properties';

/** Sends a contact down the first output whose conditions on what is known of the contact hold, else down "Otherwise". */
export class SplitByAttributes implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Split by Attributes',
    name: 'splitByAttributes',
    icon: { light: 'file:../../icons/split-by-attributes.svg', dark: 'file:../../icons/split-by-attributes.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle: '={{ ($parameter["branches"].values ?? []).map((branch) => branch.name).join(" | ") }}',
    description: 'Takes one of several ways by what is known of a contact: profile, lists, tags, consents, score',
    defaults: { name: 'Split by Attributes' },
    inputs: [NodeConnectionTypes.Main],
    outputs:
      '={{ [...($parameter["branches"]?.values ?? []).map((branch, index) => ({ type: "main", displayName: branch.name || String(index + 1) })), { type: "main", displayName: "Otherwise" }] }}',
    credentials: [{ name: 'aftercartApi', required: false }],
    // An AI agent reads the first output of a tool only, and would take the others for "nothing".
    usableAsTool: undefined,
    properties: ATTRIBUTE_PROPERTIES,
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const { length: otherwise } = this.getNodeParameter('branches.values', 0, [], {
      rawExpressions: true,
    }) as unknown[];
    return await splitItems(this, otherwise + 1, (itemIndex) => {
      const entries = this.getNodeParameter('branches.values', itemIndex, []) as IDataObject[];
      return decideOutput(this, itemIndex, entries.map(attributeBranch));
    });
  }
}
