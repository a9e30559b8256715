import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { splitItems } from '../shared/split-items';
import { AB_SPLIT_PROPERTIES } from './properties';
import { takeVariant } from './take-variant';
import { variantsOf } from './variants-of';

/** Sends contacts down several ways by chance, each contact always down the same one; some down none, to compare with. */
export class AbSplit implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'A/B Split',
    name: 'abSplit',
    icon: { light: 'file:../../icons/ab-split.svg', dark: 'file:../../icons/ab-split.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle: '={{ ($parameter["variants"].values ?? []).map((variant) => variant.name).join(" | ") }}',
    description: 'Takes one of several ways by chance, always the same one for the same contact',
    defaults: { name: 'A/B Split' },
    inputs: [NodeConnectionTypes.Main],
    outputs:
      '={{ [...($parameter["variants"]?.values ?? []).map((variant, index) => ({ type: "main", displayName: variant.name || String(index + 1) })), { type: "main", displayName: "Holdout" }] }}',
    credentials: [{ name: 'aftercartApi', required: false }],
    // An AI agent reads the first output of a tool only, and would take the others for "nothing".
    usableAsTool: undefined,
    properties: AB_SPLIT_PROPERTIES,
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const { length } = variantsOf(this, 0);
    return await splitItems(this, length + 1, (itemIndex) => takeVariant(this, itemIndex));
  }
}
