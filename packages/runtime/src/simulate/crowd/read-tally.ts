import { readLedger } from '../../journeys';
import { days, hours, wallTimeOf } from '../../shared';
import type { World } from '../world';
import { count, emptyTally, type Tally } from './tally';

/** Which world it is about. Instants are UTC epoch ms. */
export interface Subject {
  readonly workflow: string;
  readonly startedAt: number;
  readonly timeZone: string;
  readonly contacts: number;
}

/** Counts what became of the contacts of a world. */
export async function readTally(world: World, subject: Subject): Promise<Tally> {
  const tally = emptyTally();
  tally.contacts = subject.contacts;
  await countExecutions(world, subject, tally);
  await countMessages(world, subject, tally);
  const refused = await world.database.all<{ reason: string; n: number }>(
    'SELECT reason, COUNT(*) AS n FROM refused_entry WHERE workflow = ? GROUP BY reason',
    [subject.workflow],
  );
  for (const { reason, n } of refused) count(tally.notEntered, kindOf(reason), n);
  return tally;
}

async function countExecutions(
  { database, workspace, executions, engine }: World,
  { workflow }: Subject,
  tally: Tally,
) {
  const rows = await database.all<{ id: number; contact: number; ending: string | null }>(
    'SELECT id, contact, ending FROM execution WHERE workflow = ? ORDER BY contact, id',
    [workflow],
  );
  tally.entries = rows.length;
  tally.entered = new Set(rows.map(({ contact }) => contact)).size;
  /** What the contact at hand has taken: who comes by twice counts once. */
  let [current, taken]: [number | undefined, Set<string>] = [undefined, new Set()];
  for (const { id, contact, ending } of rows) {
    if (contact !== current) [current, taken] = [contact, new Set()];
    const { status, node, errorCode, stoppedAt } = await executions.get(workspace, id);
    const ledger = await readLedger(database, engine.versions, { workspace, execution: id });
    for (const { verdict, node: name, outputs = [0] } of ledger) {
      if (verdict !== 'passed' || name === null) continue;
      for (const output of outputs) {
        if (taken.has(`${output} ${name}`)) continue;
        taken.add(`${output} ${name}`);
        count((tally.taken[name] ??= {}), String(output));
      }
    }
    if (stoppedAt === null) count(tally.underWay, node ?? '');
    else if (errorCode !== null) count(tally.failed, `${node ?? ''}: ${errorCode}`);
    else if (ending === null) count(tally.ended, 'finished');
    else
      count(
        tally.ended,
        kindOf(ledger.find(({ verdict }) => verdict === 'left' || verdict === 'goal')?.reason ?? status),
      );
  }
}

interface MessageRow {
  readonly contact: number;
  readonly node: string | null;
  readonly status: string;
  readonly reason: string;
  readonly sentAt: number | null;
}

async function countMessages({ database }: World, { workflow, startedAt, timeZone }: Subject, tally: Tally) {
  const rows = await database.all<MessageRow>(
    `SELECT m.contact, m.node, m.status, m.reason, m.sent_at AS "sentAt" FROM message m
      JOIN execution e ON e.id = m.execution WHERE e.workflow = ?`,
    [workflow],
  );
  const weeks = new Map<string, number>();
  for (const { contact, node, status, reason, sentAt } of rows) {
    count((tally.messages[node ?? ''] ??= {}), status);
    if (status !== 'sent' || sentAt === null) {
      if (status !== 'queued') count(tally.notSent, kindOf(reason));
      continue;
    }
    const week = `${contact} ${Math.floor((sentAt - startedAt) / days(7).milliseconds)}`;
    weeks.set(week, (weeks.get(week) ?? 0) + 1);
    const hour = hours(1).milliseconds;
    count(tally.byHour, new Date(Math.floor(sentAt / hour) * hour).toISOString());
    count(tally.byHourOfDay, String(wallTimeOf(sentAt, timeZone).hour));
  }
  for (const messages of weeks.values()) count(tally.weeks, String(messages));
}

/** Reasons that begin with a code go on with facts of one contact: instants, numbers. */
const kindOf = (reason: string): string =>
  /^([A-Z][A-Z_]+): /.exec(reason)?.[1] ?? reason.replace(/ \(event \d+\)$/, '');
