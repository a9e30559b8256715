import type { IExecuteFunctions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import type { WayOut } from '../shared/decide-output';
import type { MomentRequest } from '../shared/hub';
import type { Rule } from '../shared/rule';

/** The strongest first. */
const REACTIONS = ['converted', 'replied', 'clicked', 'opened'] as const;
type Reaction = (typeof REACTIONS)[number];

const NAMES: Record<Reaction, string> = {
  converted: 'Converted',
  replied: 'Replied',
  clicked: 'Clicked',
  opened: 'Opened',
};

/** The reactions that have an output of their own, in the order of the outputs. */
export function reactionsOf(context: IExecuteFunctions): Reaction[] {
  const chosen = context.getNodeParameter('reactions', 0, ['clicked', 'opened']) as string[];
  return REACTIONS.filter((reaction) => chosen.includes(reaction));
}

/** What each reaction means for the message that an item is about. Throws a UserError where no message is named. */
export function reactionRules(
  context: IExecuteFunctions,
  itemIndex: number,
  reactions: readonly Reaction[],
): { ways: WayOut[]; moment: MomentRequest } {
  const messageId = messageIdOf(context, itemIndex);
  const where = messageId === undefined ? ({ which: 'latest' } as const) : { id: messageId };
  const ruleOf = (reaction: Reaction): Rule =>
    reaction === 'converted'
      ? { sales: 'count', since: 'message', operator: 'atLeast', value: 1 }
      : { message: reaction, where, operator: 'atLeast', value: 1 };
  return {
    ways: reactions.map((reaction) => ({ name: NAMES[reaction], rule: ruleOf(reaction) })),
    moment: messageId === undefined ? {} : { messageId },
  };
}

function messageIdOf(context: IExecuteFunctions, itemIndex: number): string | undefined {
  if (context.getNodeParameter('message', itemIndex, 'latest') !== 'id') return undefined;
  const id = context.getNodeParameter('messageId', itemIndex, '') as unknown;
  if (typeof id === 'string' && id.trim() !== '') return id.trim();
  throw new UserError('The item names no message: set "Message ID" to the ID that Send Email put out');
}
