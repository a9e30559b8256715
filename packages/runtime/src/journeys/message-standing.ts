import type { entities, Transaction } from '../db';
import { triggeringTypes, type EventLog } from '../events';
import { USUAL_PRIORITY, type Departure, type JourneyStanding } from '../messages';
import { endByEvent, endByState, type Ended, type Traveller, type Versions } from './find-ended';
import { rulesOf, type Ending, type JourneyRules } from './journey-rules';

export interface StandingDependencies {
  readonly versions: Versions;
  readonly events: Pick<EventLog, 'find'>;
  readonly now: number;
  /** Ends an execution that is still on its way. */
  leave(tx: Transaction, end: Ended): Promise<void>;
}

interface Row extends Omit<Traveller, 'id'> {
  /** Null where the execution is gone. */
  readonly id: number | null;
  readonly version: string;
  readonly stopped_at: number | null;
  readonly ending: Ending | null;
  readonly paused: number | null;
}

type Going = Traveller & Pick<Row, 'version' | 'stopped_at' | 'ending'>;

/**
 * How the journey of a message stands before it is handed over: whoever left meanwhile gets nothing more, nor whoever
 * meets an exit rule or the goal now, also where the journey itself has come to its end. A paused journey sends nothing.
 */
export async function standingOf(
  tx: Transaction,
  message: Pick<entities.Message, 'execution' | 'workflow' | 'createdAt'>,
  dependencies: StandingDependencies,
): Promise<JourneyStanding | undefined> {
  const { execution, workflow } = message;
  if (execution === null || workflow === null) return undefined;
  const row = await tx.get<Row>(READ, [workflow, execution]);
  const isPaused = row?.paused === 1;
  if (!row || row.id === null) {
    return { isPaused, priority: USUAL_PRIORITY, holdout: 0, review: async () => undefined };
  }
  const going = { ...row, id: row.id };
  const rules = rulesOf((await dependencies.versions.get(row.version, tx)).settings);
  const { priority, holdout } = rules;
  return { isPaused, priority, holdout, review: () => review(tx, rules, going, message.createdAt, dependencies) };
}

const READ = `SELECT e.id, e.workspace, e.version, e.contact, e.started_at, e.stopped_at, e.ending,
    (SELECT 1 FROM journey_pause p WHERE p.workflow = ?) AS paused
  FROM (SELECT 1 AS one) o LEFT JOIN execution e ON e.id = ?`;

/** The priority of the journey that an execution is of, by the version that it is on. */
export async function priorityOf(tx: Transaction, versions: Versions, execution: number | null): Promise<number> {
  const row =
    execution === null
      ? undefined
      : await tx.get<{ version: string }>('SELECT version FROM execution WHERE id = ?', [execution]);
  return row ? rulesOf((await versions.get(row.version, tx)).settings).priority : USUAL_PRIORITY;
}

async function review(
  tx: Transaction,
  rules: JourneyRules,
  row: Going,
  since: number,
  dependencies: StandingDependencies,
): Promise<Departure | undefined> {
  if (row.ending !== null) {
    const reason = row.ending === 'goal' ? 'The journey has reached its goal' : 'Left the journey';
    return { code: codeOf(row.ending), reason };
  }
  const { now } = dependencies;
  const end = (await endByState(tx, rules, row, now)) ?? (await endSince(tx, rules, row, since, dependencies));
  if (!end) return undefined;
  if (row.stopped_at === null) await dependencies.leave(tx, end);
  return { code: codeOf(end.ending), reason: end.reason };
}

const codeOf = (ending: Ending): Departure['code'] => (ending === 'goal' ? 'JOURNEY_GOAL_REACHED' : 'JOURNEY_LEFT');

/** An execution that has ended is not told of events any more: what happened since the message was written is looked up. */
async function endSince(
  tx: Transaction,
  rules: JourneyRules,
  row: Going,
  since: number,
  { events, now }: StandingDependencies,
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
