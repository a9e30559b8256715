import type { SeenValue } from '../../audiences';
import type { Queries } from '../../db';
import { CodedUserError } from '../../shared';
import type { RunnableVersion } from '../../workflows';
import type { Versions } from '../find-ended';
import { parseLedger, type Step } from './step';

export const VERDICTS = [
  'entered',
  'passed',
  'waiting',
  'resumed',
  'message',
  'left',
  'goal',
  'ended',
  'error',
  'moved',
  'skipped wait',
  'shifted',
  'overdue dropped',
] as const;

/** One step of an execution, for people. Instants are UTC epoch ms. */
export interface LedgerEntry {
  readonly at: number;
  readonly verdict: (typeof VERDICTS)[number];
  /** Null where it is about the whole execution, or where the version is gone. */
  readonly node: string | null;
  readonly version: string;
  /** By which outputs it went on, beginning with 0. */
  readonly outputs?: readonly number[];
  readonly until?: number | null;
  readonly event?: number | null;
  /** Why, in words: the rule that decided, the error's code, what an operator did. */
  readonly reason?: string;
  readonly seen?: readonly SeenValue[];
  readonly messageId?: string;
  /** Where it was moved to. */
  readonly to?: string | null;
}

interface Row {
  readonly version: string;
  readonly event: number | null;
  readonly started_at: number;
  readonly ledger: string | null;
}

interface MessageRow {
  readonly id: string;
  readonly node: string | null;
  readonly verdict: string;
  readonly reason: string;
  readonly created_at: number;
}

/**
 * What an execution did, oldest first.
 * @throws EXECUTION_NOT_FOUND
 */
export async function readLedger(
  queries: Queries,
  versions: Versions,
  { workspace, execution }: { workspace: number; execution: number },
): Promise<LedgerEntry[]> {
  const row = await queries.get<Row>(
    'SELECT version, event, started_at, ledger FROM execution WHERE workspace = ? AND id = ?',
    [workspace, execution],
  );
  if (!row) {
    const message = `There is no execution with the id ${execution}.`;
    throw new CodedUserError('EXECUTION_NOT_FOUND', message, { id: execution });
  }
  const messages = await queries.all<MessageRow>(
    'SELECT id, node, verdict, reason, created_at FROM message WHERE execution = ? ORDER BY created_at, id',
    [execution],
  );
  const entries = await entriesOf(row, versions);
  const [firstVersion = row.version] = entries.map(({ version }) => version);
  const entered = {
    at: row.started_at,
    verdict: 'entered',
    node: null,
    version: firstVersion,
    event: row.event,
  } as const;
  return withMessages([entered, ...entries], messages);
}

/** Reads from the end: before each move the steps belong to the version that it was moved from. */
async function entriesOf(row: Row, versions: Versions): Promise<LedgerEntry[]> {
  const entries: LedgerEntry[] = [];
  let version = await versions.get(row.version);
  for (const { at, steps } of parseLedger(row.ledger).reverse()) {
    for (const step of steps.reverse()) {
      const target = version;
      if (typeof step === 'object' && step[0] === 'moved') version = await versions.get(step[1]);
      entries.push({ at, version: version.id, ...describe(step, version, target) });
    }
  }
  return entries.reverse();
}

function describe(step: Step, version: RunnableVersion, target: RunnableVersion): Omit<LedgerEntry, 'at' | 'version'> {
  const nameIn = ({ nodes }: RunnableVersion, place: number): string | null => nodes[place]?.name ?? null;
  if (typeof step === 'number') return { verdict: 'passed', node: nameIn(version, step), outputs: [0] };
  switch (step[0]) {
    case 'wait':
      return { verdict: 'waiting', node: nameIn(version, step[1]), until: step[2] };
    case 'event':
      return { verdict: 'resumed', node: null, event: step[1] };
    case 'left':
    case 'goal':
      return { verdict: step[0], node: null, reason: step[1], event: step[2] ?? null, seen: step[3] ?? [] };
    case 'end':
      return { verdict: 'ended', node: null };
    case 'error':
      return { verdict: 'error', node: nameIn(version, step[1]), reason: step[2] };
    case 'moved':
      return { verdict: 'moved', node: nameIn(version, step[2]), to: nameIn(target, step[3]), reason: step[4] };
    case 'skip':
      return { verdict: 'skipped wait', node: null };
    case 'shift':
      return { verdict: 'shifted', node: null, reason: `the journey was paused for ${step[1]} ms` };
    case 'drop':
      return { verdict: 'overdue dropped', node: null, reason: 'it fell due while the journey was paused' };
    default: {
      const [place, outputs, note] = step;
      const reason = note === undefined ? {} : { reason: note };
      return { verdict: 'passed', node: nameIn(version, place), outputs: [outputs].flat(), ...reason };
    }
  }
}

/** Puts each message behind the step of its node, else where it belongs by its time. */
function withMessages(entries: LedgerEntry[], messages: readonly MessageRow[]): LedgerEntry[] {
  const all = [...entries];
  for (const { id, node, verdict, reason, created_at } of messages) {
    const own = all.findIndex((entry) => entry.verdict === 'passed' && entry.node === node && entry.at >= created_at);
    const later = all.findIndex(({ at }) => at > created_at);
    const place = own !== -1 ? own + 1 : later === -1 ? all.length : later;
    const at = all[place - 1]?.at ?? created_at;
    const version = all[Math.max(0, place - 1)]?.version ?? '';
    all.splice(place, 0, { at, verdict: 'message', node, version, reason: `${verdict}: ${reason}`, messageId: id });
  }
  return all;
}
