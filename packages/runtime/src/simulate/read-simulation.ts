import { readLedger, type LedgerEntry } from '../journeys';
import { readJudgement } from '../messages';
import type { SimulatedExecution, SimulatedMessage, SimulatedStep, Simulation } from './simulation';
import type { World } from './world';

/** What the simulation is about. */
export interface Subject {
  readonly scenario: string;
  readonly startedAt: number;
  readonly contact: number;
  readonly workflow: string;
}

/** Reads off a world what became of its contact. */
export async function readSimulation(world: World, subject: Subject): Promise<Simulation> {
  const { scenario, startedAt, contact } = subject;
  const numbers = new Map<string, number>();
  const messages = await messagesOf(world, contact, numbers);
  const executions = await executionsOf(world, subject.workflow, numbers);
  const refused = await world.database.all<{ at: number; reason: string }>(
    'SELECT refused_at AS at, reason FROM refused_entry WHERE contact = ? ORDER BY id',
    [contact],
  );
  return {
    ...{ scenario, startedAt: iso(startedAt), endedAt: iso(world.clock.now()), executions, messages },
    notEntered: refused.map(({ at, reason }) => ({ at: iso(at), reason })),
    happened: await happenedTo(world, subject),
    contact: await stateOf(world, contact),
    isOver: executions.every(({ endedAt }) => endedAt !== null),
  };
}

async function messagesOf(world: World, contact: number, numbers: Map<string, number>): Promise<SimulatedMessage[]> {
  const { database, workspace, messages } = world;
  const rows = await database.all<{ id: string }>(
    // Of one instant as they were stored: as the contact came by their nodes.
    'SELECT id FROM message WHERE contact = ? ORDER BY created_at, rowid',
    [contact],
  );
  const read: SimulatedMessage[] = [];
  for (const { id } of rows) {
    const message = await messages.get(workspace, id);
    const { node, channel, purpose, locale: language, subject, text, status, verdict, reason } = message;
    numbers.set(id, read.length + 1);
    read.push({
      ...{ number: read.length + 1, node, channel, purpose, language, subject, text, status, verdict, reason },
      judgement: readJudgement(message.judgement)?.rules ?? [],
      queuedAt: iso(message.createdAt),
      sentAt: isoOrNull(message.sentAt),
    });
  }
  return read;
}

async function executionsOf(
  world: World,
  workflow: string,
  numbers: ReadonlyMap<string, number>,
): Promise<SimulatedExecution[]> {
  const { database, engine, workspace, executions } = world;
  const rows = await database.all<{ id: number; ending: string | null }>(
    'SELECT id, ending FROM execution WHERE workflow = ? ORDER BY id LIMIT 500',
    [workflow],
  );
  const read: SimulatedExecution[] = [];
  for (const { id, ending } of rows) {
    const { status, node, startedAt, stoppedAt, errorCode, error } = await executions.get(workspace, id);
    const ledger = await readLedger(database, engine.versions, { workspace, execution: id });
    const left = ledger.find(({ verdict }) => verdict === 'left' || verdict === 'goal');
    read.push({
      ...{ enteredAt: iso(startedAt), endedAt: isoOrNull(stoppedAt), status, node },
      exit: ending === null ? null : (left?.reason ?? ending),
      error: errorCode === null ? null : { code: errorCode, message: error ?? '' },
      steps: ledger.map((entry) => stepOf(entry, numbers)),
    });
  }
  return read;
}

function stepOf(entry: LedgerEntry, numbers: ReadonlyMap<string, number>): SimulatedStep {
  const { at, verdict, node, outputs, until, reason, seen = [], messageId } = entry;
  const message = messageId === undefined ? undefined : numbers.get(messageId);
  return {
    ...{ at: iso(at), verdict, node },
    ...(outputs && { outputs }),
    ...(typeof until === 'number' && { until: iso(until) }),
    ...(reason !== undefined && { reason }),
    ...(seen.length > 0 && { seen: seen.map(({ fact, value }) => ({ fact, value })) }),
    ...(message !== undefined && { message }),
  };
}

async function happenedTo(
  { events, workspace }: World,
  { contact, startedAt }: Subject,
): Promise<Simulation['happened']> {
  const { data } = await events.list({ workspace, contact, limit: 1_000 });
  const since = [...data].reverse().filter(({ receivedAt }) => receivedAt >= startedAt);
  return since.map(({ occurredAt, type, payload: { tag, list, score } }) => {
    const what = tag ?? list?.name ?? (score && `${score.name} ${score.previous} → ${score.value}`);
    return { at: iso(occurredAt), type, ...(what !== undefined && { what }) };
  });
}

async function stateOf({ contacts, database, workspace }: World, contact: number): Promise<Simulation['contact']> {
  const { tags, lists, attributes } = await contacts.detail(workspace, contact);
  const scores = await database.all<{ score: string; value: number }>(
    'SELECT score, SUM(points) AS value FROM score_entry WHERE contact = ? GROUP BY score ORDER BY score',
    [contact],
  );
  return {
    tags: [...tags].sort(),
    lists: lists.map(({ name }) => name).sort(),
    scores: Object.fromEntries(scores.map(({ score, value }) => [score, value])),
    attributes,
  };
}

const iso = (instant: number): string => new Date(instant).toISOString();
const isoOrNull = (instant: number | null): string | null => (instant === null ? null : iso(instant));
