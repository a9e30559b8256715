import type { INode } from 'n8n-workflow';

import type { LintRule } from '../lint-rule';
import { is, isBase } from '../node-kinds';

const DAYS: Readonly<Record<string, number>> = { minutes: 1 / 1440, hours: 1 / 24, days: 1, weeks: 7 };
const LONGEST_DAYS = 400;
const UNTIL_CALLED: readonly unknown[] = ['webhook', 'form'];

/** Whoever waits for something that never comes stays for ever, and is in the way of a new version. */
export const waitWithoutMaximum: LintRule = {
  code: 'WAIT_WITHOUT_MAXIMUM',
  severity: 'warning',
  *find({ nodes }) {
    for (const node of nodes) {
      const why = isBase(node, 'wait') ? whyEndless(node) : is(node, 'waitForEvent') ? whyTooLong(node) : undefined;
      if (why !== undefined) yield { node: node.name, message: `"${node.name}" ${why}` };
    }
  },
};

function whyEndless({ parameters: { resume, limitWaitTime } }: INode): string | undefined {
  if (!UNTIL_CALLED.includes(resume) || limitWaitTime === true) return undefined;
  return `waits until it is called, for ever if nobody calls. Switch on "Limit Wait Time".`;
}

function whyTooLong({ parameters: { atMost = 30, atMostUnit = 'days' } }: INode): string | undefined {
  if (typeof atMost !== 'number') return undefined; // an expression: nobody knows yet
  if (atMost <= 0) return `has no longest wait: "Wait at Most" is ${atMost}. Set it to how long it is worth waiting.`;
  const days = atMost * (DAYS[String(atMostUnit)] ?? 1);
  if (days <= LONGEST_DAYS) return undefined;
  return `waits for more than a year (${Math.round(days)} days). Set "Wait at Most" to how long it is worth waiting.`;
}
