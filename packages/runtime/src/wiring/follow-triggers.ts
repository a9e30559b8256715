import { createHash } from 'node:crypto';

import type { DateWatches } from '../dates';
import type { Database, Transaction } from '../db';
import type { TriggersChanged } from '../engine';
import type { FollowSubscription } from '../hub';
import { setIntakes, takenBy, wantedOf } from '../intakes';
import type { Clock } from '../shared';

interface Parts {
  readonly database: Database;
  readonly clock: Clock;
  readonly dates: DateWatches;
  readonly intakes: { wake(): void };
}

/** What triggers of live workflows wait for besides what happens by itself: dates, and members who are there already. */
export function followWorkflows({ database, clock, dates, intakes }: Parts): TriggersChanged {
  return async ({ workspace, workflow }, triggers) => {
    const usedBy = `workflow:${workflow}` as const;
    const specs = triggers.flatMap(({ filter }) => filter.dates ?? []);
    const members = triggers.flatMap(({ id, node, filter }) => wantedOf({ id, name: node }, filter));
    const isKnown = await database.get(
      `SELECT watch AS id FROM date_watch_user WHERE used_by = ? UNION ALL SELECT id FROM intake WHERE workspace = ? AND taken_by = ?`,
      [usedBy, workspace, usedBy],
    );
    if (specs.length + members.length === 0 && !isKnown) return;
    await database.write(async (tx) => {
      // Another server may have switched it off while this one brought it up.
      const isLive = await isActive(tx, workspace, workflow);
      const owner = { workspace, kind: 'workflow', id: workflow } as const;
      await dates.set(tx, { workspace, usedBy }, isLive ? specs : []);
      await setIntakes(tx, owner, isLive ? members : [], clock.now());
      tx.afterCommit(() => intakes.wake());
    });
  };
}

/** The same of triggers in a stock n8n. */
export function followSubscriptions({ clock, dates, intakes }: Parts): FollowSubscription {
  return async (tx, { workspace, id, targetUrl }, filter) => {
    const taker = { kind: 'subscription', id } as const;
    // n8n makes another subscription each time a workflow is switched on; its address stays.
    const stableId = createHash('sha256').update(targetUrl).digest('hex').slice(0, 32);
    const members = filter ? wantedOf({ id: 'trigger', name: new URL(targetUrl).host }, filter) : [];
    await dates.set(tx, { workspace, usedBy: takenBy(taker) }, filter?.dates ?? []);
    await setIntakes(tx, { workspace, ...taker, stableId }, members, clock.now());
    tx.afterCommit(() => intakes.wake());
  };
}

async function isActive(tx: Transaction, workspace: number, workflow: string): Promise<boolean> {
  const row = await tx.get<{ active: number }>('SELECT active FROM workflow WHERE workspace = ? AND id = ?', [
    workspace,
    workflow,
  ]);
  return row?.active === 1;
}
