import type { entities, Transaction } from '../db';
import { triggeringTypes, type EventLog } from '../events';
import type { Objection } from '../messages';
import { endByEvent, endByState, type Ended, type Traveller, type Versions } from './find-ended';
import { rulesOf, type JourneyRules } from './journey-rules';
import { readPauses } from './pauses';

export interface ReviewDependencies {
  readonly versions: Versions;
  readonly events: Pick<EventLog, 'find'>;
  readonly now: number;
  /** Ends an execution that is still on its way. */
  leave(tx: Transaction, end: Ended): Promise<void>;
}

type Row = Traveller & { readonly version: string; readonly stopped_at: number | null; readonly ending: string | null };

/**
 * Looks once more before a message of a journey is handed over: whoever left meanwhile gets nothing more, nor whoever
 * meets an exit rule or the goal now, also where the journey itself has come to its end. A paused journey sends nothing.
 */
export async function reviewMessage(
  tx: Transaction,
  message: Pick<entities.Message, 'execution' | 'workflow' | 'createdAt'>,
  dependencies: ReviewDependencies,
): Promise<Objection | undefined> {
  const { execution, workflow } = message;
  if (execution === null || workflow === null) return undefined;
  if ((await readPauses(tx, workflow)).length > 0) return { status: 'held' };
  const row = await tx.get<Row>(
    'SELECT id, workspace, version, contact, started_at, stopped_at, ending FROM execution WHERE id = ?',
    [execution],
  );
  if (!row) return undefined;
  if (row.ending !== null) {
    return {
      status: 'skipped',
      reason: row.ending === 'goal' ? 'The journey has reached its goal' : 'Left the journey',
    };
  }
  const rules = rulesOf((await dependencies.versions.get(row.version, tx)).settings);
  const { now } = dependencies;
  const end =
    (await endByState(tx, rules, row, now)) ?? (await endSince(tx, rules, row, message.createdAt, dependencies));
  if (!end) return undefined;
  if (row.stopped_at === null) await dependencies.leave(tx, end);
  return { status: 'skipped', reason: end.reason };
}

/** An execution that has ended is not told of events any more: what happened since the message was written is looked up. */
async function endSince(
  tx: Transaction,
  rules: JourneyRules,
  row: Row,
  since: number,
  { events, now }: ReviewDependencies,
): Promise<Ended | undefined> {
  const types = triggeringTypes(rules.onEvent.flatMap(({ event }) => event ?? []));
  if (row.stopped_at === null || row.contact === null || types.length === 0) return undefined;
  const found = await tx.all<{ id: number }>(
    `SELECT id FROM event WHERE contact = ? AND type IN (${types.map(() => '?').join(', ')}) AND received_at > ? ORDER BY id`,
    [row.contact, ...types, since],
  );
  for (const { id } of found) {
    const event = await events.find(tx, row.workspace, id);
    const end = event && (await endByEvent(tx, rules, row, event, now));
    if (end) return end;
  }
  return undefined;
}
