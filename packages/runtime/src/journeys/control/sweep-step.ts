import type { Transaction } from '../../db';
import { APPEND_TO_LEDGER, ledgerLine } from '../ledger/step';
import { moveExecution, RESTING } from './move-execution';
import type { EnginePorts, Resting } from './ports';
import type { InFlightPolicy, SweepPlan } from './sweep-plan';

interface Range {
  readonly workflow: string;
  readonly after_id: number;
  /** The last id of this step. */
  readonly until: number;
  readonly last_id: number;
}

interface Context {
  readonly ports: EnginePorts;
  readonly now: number;
}

/** How many executions a step changed; `isDone` where nothing but its ids was to do. */
interface StepResult {
  readonly count: number;
  readonly isDone: boolean;
}

/** So many executions that were parked go on in one transaction. */
const RELEASED_AT_ONCE = 500;

/** Applies a plan to the executions of one range of ids that have not ended. */
export async function sweepStep(tx: Transaction, plan: SweepPlan, range: Range, context: Context): Promise<StepResult> {
  switch (plan.kind) {
    case 'resume':
      return await resumeStep(tx, plan, range, context);
    case 'leave':
      return { count: await leaveStep(tx, plan.reason, range, context), isDone: true };
    case 'migrate':
      return { count: await migrateStep(tx, plan, range, context), isDone: true };
  }
}

const IN_RANGE = 'workflow = ? AND id > ? AND id <= ? AND stopped_at IS NULL';
const rangeOf = ({ workflow, after_id, until }: Range): unknown[] => [workflow, after_id, until];

/** Whom an event has woken meanwhile waits no longer. */
const SHIFTED = `CASE WHEN wake_by LIKE '%"event":%' THEN parked_at ELSE parked_at + ? END`;

/** First the waits are put off, while the journey still stands; then the pause ends; then what was held goes on. */
async function resumeStep(
  tx: Transaction,
  { waits, by }: Extract<SweepPlan, { kind: 'resume' }>,
  range: Range,
  { ports, now }: Context,
): Promise<StepResult> {
  const { workflow, after_id, until, last_id } = range;
  let count = 0;
  if (waits === 'shift' && after_id < last_id) {
    const line = ledgerLine(now, [['shift', by]]);
    const rows = await tx.all<{ id: number }>(
      `UPDATE execution SET wake_at = wake_at + ?, parked_at = ${SHIFTED}, ${APPEND_TO_LEDGER}
       WHERE ${IN_RANGE} AND (wake_at IS NOT NULL OR parked_at IS NOT NULL) RETURNING id`,
      [by, by, line, ...rangeOf(range)],
    );
    await ports.shiftWaits(
      tx,
      rows.map(({ id }) => id),
      by,
    );
    count += rows.length;
  }
  if (until < last_id) return { count, isDone: false };

  await tx.run('DELETE FROM journey_pause WHERE workflow = ?', [workflow]);
  const isDropped = waits === 'dropOverdue';
  const released = await tx.run(
    `UPDATE execution SET wake_at = parked_at, parked_at = NULL, drops_messages = ?, ${APPEND_TO_LEDGER}
     WHERE id IN (SELECT id FROM execution WHERE workflow = ? AND parked_at IS NOT NULL AND stopped_at IS NULL LIMIT ${RELEASED_AT_ONCE})`,
    [isDropped ? 1 : null, isDropped ? ledgerLine(now, [['drop']]) : '', workflow],
  );
  if (waits !== 'shift') count += released;
  if (released === RELEASED_AT_ONCE) return { count, isDone: false };
  await releaseMessages(tx, workflow, isDropped, now);
  await tx.run('UPDATE pending_entry SET due_at = ? WHERE workflow = ? AND due_at IS NULL', [now, workflow]);
  return { count, isDone: true };
}

async function releaseMessages(tx: Transaction, workflow: string, isDropped: boolean, now: number): Promise<void> {
  const held = `workflow = ? AND status = 'queued' AND due_at IS NULL`;
  if (!isDropped) {
    await tx.run(`UPDATE message SET due_at = ? WHERE ${held}`, [now, workflow]);
    return;
  }
  await tx.run(`UPDATE message SET status = 'skipped', verdict = 'skip', reason = ? WHERE ${held}`, [
    'It fell due while the journey was paused',
    workflow,
  ]);
}

async function leaveStep(tx: Transaction, reason: string, range: Range, { ports, now }: Context): Promise<number> {
  const rows = await tx.all<{ id: number }>(`SELECT id FROM execution WHERE ${IN_RANGE}`, rangeOf(range));
  let count = 0;
  for (const { id } of rows) count += await ports.leave(tx, id, { reason, now });
  return count;
}

async function migrateStep(
  tx: Transaction,
  { to, nodes, otherwise }: Extract<SweepPlan, { kind: 'migrate' }>,
  range: Range,
  { ports, now }: Context,
): Promise<number> {
  const rows = await tx.all<Resting>(
    `${RESTING} WHERE ${IN_RANGE} AND status = 'waiting' AND version <> ? ORDER BY id`,
    [...rangeOf(range), to],
  );
  const target = await ports.versions.get(to, tx);
  let count = 0;
  for (const row of rows) {
    const policy: InFlightPolicy = nodes[row.node ?? ''] ?? otherwise;
    if (policy.do === 'stay') continue;
    if (policy.do === 'leave') {
      count += await ports.leave(tx, row.id, { reason: 'Left the journey when a new version was published', now });
      continue;
    }
    const isMoved = await moveExecution(tx, row, target, policy, { ports, now, why: 'a new version was published' });
    if (isMoved) count += 1;
  }
  return count;
}
