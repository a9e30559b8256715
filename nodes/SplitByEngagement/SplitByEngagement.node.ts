import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { decideOutput } from '../shared/decide-output';
import { splitItems } from '../shared/split-items';
import { ENGAGEMENT_PROPERTIES } from './properties';
import { reactionRules, reactionsOf } from './reaction-rules';

/** Asks how the contact reacted to a message: the strongest reaction that has an output takes the contact. */
export class SplitByEngagement implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Split by Engagement',
    name: 'splitByEngagement',
    icon: { light: 'file:../../icons/split-by-engagement.svg', dark: 'file:../../icons/split-by-engagement.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle: '={{ ($parameter["reactions"] ?? []).join(" | ") }}',
    description: 'Takes one of several ways by how the contact reacted to a message',
    defaults: { name: 'Split by Engagement' },
    inputs: [NodeConnectionTypes.Main],
    outputs:
      '={{ [...[["converted", "Converted"], ["replied", "Replied"], ["clicked", "Clicked"], ["opened", "Opened"]].filter(([value]) => ($parameter["reactions"] ?? []).includes(value)).map(([, name]) => ({ type: "main", displayName: name })), { type: "main", displayName: "No Reaction" }] }}',
    credentials: [{ name: 'aftercartApi', required: false }],
    // An AI agent reads the first output of a tool only, and would take the others for "nothing".
    usableAsTool: undefined,
    properties: ENGAGEMENT_PROPERTIES,
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const reactions = reactionsOf(this);
    return await splitItems(this, reactions.length + 1, (itemIndex) => {
      const { ways, moment } = reactionRules(this, itemIndex, reactions);
      return decideOutput(this, itemIndex, ways, moment);
    });
  }
}
