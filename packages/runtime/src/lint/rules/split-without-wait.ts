import type { INode } from 'n8n-workflow';

import type { Problem } from '../finding';
import type { LintRule } from '../lint-rule';
import type { Journey } from '../journey';
import { entriesOf, is, isMessage, isTrigger, isWait } from '../node-kinds';

/** Who is asked at once what they did since has done nothing yet: everybody takes the same way. */
export const splitWithoutWait: LintRule = {
  code: 'SPLIT_WITHOUT_WAIT',
  severity: 'warning',
  *find(journey) {
    for (const node of journey.nodes) {
      if (is(node, 'splitByEngagement')) yield* reactionTooSoon(journey, node);
      const windows = windowsOf(node);
      if (windows.includes('message')) yield* purchaseTooSoon(journey, node, isMessage, 'the message');
      else if (windows.includes('entry')) yield* purchaseTooSoon(journey, node, isTrigger, 'the entry by');
    }
  },
};

function* reactionTooSoon(journey: Journey, node: INode): Generator<Problem> {
  const message = journey.behind(node, { find: isMessage, unless: isWait });
  if (message) {
    yield {
      node: node.name,
      message: `"${node.name}" asks how contacts reacted to "${message.name}" right after it, when nobody has had the time to. Put a wait between them.`,
    };
    return;
  }
  const isById = node.parameters.message === 'id';
  const trigger = isById ? undefined : journey.behind(node, { find: isTrigger, unless: isMessage });
  if (!trigger) return;
  yield {
    node: node.name,
    message: `"${node.name}" asks for a reaction to a message, but from "${trigger.name}" contacts come there without having got one. Send a message and wait before it, or choose the message by its ID.`,
  };
}

function* purchaseTooSoon(
  journey: Journey,
  node: INode,
  find: (node: INode) => boolean,
  since: string,
): Generator<Problem> {
  const start = journey.behind(node, { find, unless: isWait });
  if (!start) return;
  yield {
    node: node.name,
    message: `"${node.name}" asks what contacts have bought since ${since} "${start.name}", and no time has passed since then. Put a wait before it.`,
  };
}

/** From when on purchases count, as far as that is a moment of the journey. */
function windowsOf(node: INode): unknown[] {
  if (is(node, 'splitByPurchaseAction')) return [node.parameters.window ?? 'entry'];
  if (is(node, 'splitBySalesData')) return entriesOf(node, 'branches').map(({ window }) => window);
  return [];
}
