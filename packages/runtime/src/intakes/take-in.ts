import { contactSnapshot, findContact } from '../contacts';
import type { Transaction } from '../db';
import type { EventLog, NewEvent, StoredEvent } from '../events';
import { MEMBER_TABLES } from './copy-members';
import type { Intake } from './intake';

/** What became of a member's turn: `left` before it, or taken in when they `joined`. */
export type Outcome = 'entered' | 'refused' | 'left' | 'joined';

export interface TakeInPorts {
  readonly events: Pick<EventLog, 'append'>;
  /** Enters a workflow, or queues the event for a subscription; undefined where it cannot be done here. */
  readonly deliver: (tx: Transaction, intake: Intake, event: StoredEvent) => Promise<'entered' | 'refused' | undefined>;
  readonly now: number;
}

/** Stops a turn that cannot be taken here: what it wrote is taken back, and the member is taken in later. */
export class NotLiveHere extends Error {}

/**
 * Takes one member in, in one transaction with the note that it is done: a server that dies in it has done nothing, and
 * of two that try the second finds it done.
 */
export async function takeIn(
  tx: Transaction,
  intake: Intake,
  contact: number,
  { events, deliver, now }: TakeInPorts,
): Promise<void> {
  await tx.lockContact(contact);
  const turn = await tx.get<{ outcome: string | null }>(
    'SELECT outcome FROM intake_member WHERE intake = ? AND contact = ?',
    [intake.id, contact],
  );
  if (turn?.outcome !== null) return;
  const end = async (outcome: Outcome) => {
    await tx.run('UPDATE intake_member SET outcome = ? WHERE intake = ? AND contact = ?', [
      outcome,
      intake.id,
      contact,
    ]);
  };
  const person = await findContact(tx, intake.workspace, contact);
  const name = await nameOf(tx, intake);
  const mustBeIn = intake.members.leavers === 'skip';
  if (!person || name === undefined || (mustBeIn && !(await isMember(tx, intake, contact)))) {
    await end('left');
    return;
  }
  if (intake.members.who === 'also' && (await hasJoined(tx, intake, contact))) {
    await end('joined');
    return;
  }
  const event = await events.append(tx, eventOf(intake, name, contactSnapshot(person), now), now);
  const outcome = event && (await deliver(tx, intake, event));
  if (event && outcome === undefined) throw new NotLiveHere();
  await end(outcome ?? 'entered');
}

function eventOf(
  { id, workspace, kind, audience }: Intake,
  name: string,
  person: ReturnType<typeof contactSnapshot>,
  now: number,
): NewEvent {
  const type = `${kind}.member`;
  const what = { id: audience, name };
  return {
    workspace,
    type,
    contact: person.id,
    shop: null,
    occurredAt: now,
    dedupeKey: `intake:${id}:${person.id}`,
    payload: {
      event: { type, occurredAt: new Date(now).toISOString() },
      contact: person,
      ...(kind === 'list' ? { list: what } : { segment: what }),
    },
  };
}

async function isMember(tx: Transaction, { kind, audience }: Intake, contact: number): Promise<boolean> {
  const row = await tx.get(`SELECT contact FROM ${MEMBER_TABLES[kind]} WHERE ${kind} = ? AND contact = ?`, [
    audience,
    contact,
  ]);
  return row !== undefined;
}

/** Whether they were taken in when they joined, which they have done since the workflow is live. */
async function hasJoined(tx: Transaction, { kind, audience, taker }: Intake, contact: number): Promise<boolean> {
  const [table, by] =
    taker.kind === 'workflow' ? ['execution', 'x.workflow'] : ['subscription_delivery', 'x.subscription'];
  const rows = await tx.all<{ facts: string | null }>(
    `SELECT e.facts FROM event e JOIN ${table} x ON x.event = e.id WHERE e.contact = ? AND e.type = ? AND ${by} = ?${taker.kind === 'workflow' ? ' AND x.contact = e.contact' : ''}`,
    [contact, `${kind}.joined`, taker.id],
  );
  return rows.some(({ facts }) => facts !== null && idIn(facts, kind) === audience);
}

const idIn = (facts: string, kind: Intake['kind']): string | undefined =>
  (JSON.parse(facts) as Partial<Record<string, { id?: string }>>)[kind]?.id;

async function nameOf(tx: Transaction, { workspace, kind, audience }: Intake): Promise<string | undefined> {
  const row = await tx.get<{ name: string }>(`SELECT name FROM ${kind} WHERE workspace = ? AND id = ?`, [
    workspace,
    audience,
  ]);
  return row?.name;
}
