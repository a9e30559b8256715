import type { Transaction } from '../db';
import type { LiveWorkflows } from '../engine';
import type { Subscriptions } from '../hub';
import type { EndRules } from '../journeys';

const TYPE = 'score.changed';

interface Listeners {
  readonly live: Pick<LiveWorkflows, 'waitsFor'>;
  readonly endRules: Pick<EndRules, 'mayEnd'>;
  readonly subscriptions: Pick<Subscriptions, 'wants'>;
}

/**
 * Whether anybody waits for a contact's points to change: a trigger, an exit rule, a subscription, or a wait of this
 * contact. Else nothing is written to the log of events. In the order of what the answer costs.
 */
export async function isScoreHeard(
  tx: Transaction,
  { workspace, contact }: { readonly workspace: number; readonly contact: number },
  { live, endRules, subscriptions }: Listeners,
): Promise<boolean> {
  if (live.waitsFor({ workspace, type: TYPE }) || endRules.mayEnd({ workspace, type: TYPE })) return true;
  const wait = await tx.get<{ execution: number }>(
    `SELECT execution FROM wait_arm WHERE contact = ? AND (spec LIKE '%"${TYPE}"%' OR spec LIKE '%"score.*"%' OR spec LIKE '%"score":%') LIMIT 1`,
    [contact],
  );
  return wait !== undefined || (await subscriptions.wants(tx, workspace, TYPE));
}
