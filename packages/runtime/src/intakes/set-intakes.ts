import { createHash } from 'node:crypto';

import { zoneOfWorkspace } from '../audiences';
import type { Transaction } from '../db';
import { startOf } from './start-of';
import { takenBy, type IntakeRequest, type Taker } from './intake';

export interface WantedIntake extends IntakeRequest {
  /** What tells the trigger from others of the same taker, also under another name. */
  readonly trigger: string;
}

/** Whose intakes they are. */
export interface IntakeOwner extends Taker {
  readonly workspace: number;
  /** What stays the same when a stock n8n subscribes anew; the taker's own id where left out. */
  readonly stableId?: string;
}

/**
 * Says whom a taker takes in from now on. What is known goes on, at another pace or for another time where that is wanted
 * now; what was stopped begins again, for those who were not taken in yet; what is not wanted any more stops.
 * A one-time campaign that is done stays done: another `round` begins it anew.
 */
export async function setIntakes(
  tx: Transaction,
  owner: IntakeOwner,
  wanted: readonly WantedIntake[],
  now: number,
): Promise<void> {
  const by = takenBy({ kind: owner.kind, id: owner.stableId ?? owner.id });
  const keys: string[] = [];
  for (const { trigger, ...request } of wanted) {
    const key = keyOf(trigger, request);
    keys.push(key);
    await begin(tx, owner, { by, key, request, now });
  }
  // An older subscription for the same address may end after the newer one has begun.
  const own = owner.stableId === undefined ? '' : ' AND request LIKE ?';
  const others = keys.length === 0 ? '' : ` AND intake_key NOT IN (${keys.map(() => '?').join(', ')})`;
  // What goes on taking in members is not done when its workflow stops: some may join until it is live again.
  await tx.run(
    `UPDATE intake SET status = 'stopped', ended_at = ? WHERE workspace = ? AND taken_by = ?${own}${others}
       AND (status IN ('waiting', 'copying', 'running') OR (status = 'done' AND request LIKE '%"who":"also"%'))`,
    [now, owner.workspace, by, ...(own === '' ? [] : [`%"id":"${owner.id}"%`]), ...keys],
  );
}

async function begin(
  tx: Transaction,
  { workspace, kind, id }: IntakeOwner,
  { by, key, request, now }: { by: string; key: string; request: IntakeRequest; now: number },
): Promise<void> {
  const startsAt = startOf(request.members, await zoneOfWorkspace(tx, workspace), now);
  const isOnce = request.members.who === 'only';
  await tx.run(
    `INSERT INTO intake (workspace, taken_by, intake_key, request, status, starts_at, copied_to, next_at, created_at)
     VALUES (?, ?, ?, ?, 'waiting', ?, 0, ?, ?)
     ON CONFLICT (workspace, taken_by, intake_key) DO UPDATE SET request = excluded.request,
       starts_at = CASE WHEN intake.status IN ('waiting', 'stopped') THEN excluded.starts_at ELSE intake.starts_at END,
       next_at = CASE WHEN intake.status = 'stopped' THEN excluded.next_at ELSE intake.next_at END,
       copied_to = CASE WHEN intake.status = 'stopped' AND ${isOnce ? 'intake.copied_to IS NOT NULL' : '1 = 1'} THEN 0 ELSE intake.copied_to END,
       ended_at = CASE WHEN intake.status = 'stopped' THEN NULL ELSE intake.ended_at END,
       status = CASE WHEN intake.status <> 'stopped' THEN intake.status
         WHEN ${isOnce ? 'intake.copied_to IS NULL' : '1 = 0'} THEN 'running' ELSE 'waiting' END`,
    [workspace, by, key, JSON.stringify({ ...request, taker: { kind, id } }), startsAt, now, now],
  );
}

function keyOf(trigger: string, { kind, audience, members }: IntakeRequest): string {
  const parts = [trigger, kind, audience, members.who, members.round ?? ''];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
