import type { SeenValue } from '../audiences';
import type { Queries } from '../db';
import type { Refusal } from './sql/refuse-entry';

/** A journey that a contact is in or was in. Instants are UTC epoch ms. */
export interface ContactJourney {
  readonly execution: number;
  readonly workflow: string;
  readonly version: string;
  readonly status: string;
  /** Where the contact stands, or stood at the end. */
  readonly node: string | null;
  readonly waitTill: number | null;
  readonly startedAt: number;
  readonly stoppedAt: number | null;
  /** How it ended before its last node. */
  readonly ending: 'left' | 'goal' | null;
  /** Why it was left, or what failed. */
  readonly reason: string | null;
}

/** An event of the contact that a journey waits for and that did not enter. */
export interface NotEntered {
  readonly workflow: string;
  readonly event: number;
  readonly at: number;
  /** `pending`: it is looked at again. */
  readonly reason: Refusal | 'pending';
  readonly seen: readonly SeenValue[];
}

const MOST = 100;

const JOURNEY = `SELECT id AS "execution", workflow, version, status, node, COALESCE(parked_at, wake_at) AS "waitTill",
  started_at AS "startedAt", stopped_at AS "stoppedAt", ending, error AS "reason" FROM execution WHERE contact = ? AND workspace = ?`;

/** Which journeys a contact is in, was in, and did not enter: the latest hundred of each, newest first. */
export async function contactJourneys(
  queries: Queries,
  workspace: number,
  contact: number,
): Promise<{ journeys: ContactJourney[]; notEntered: NotEntered[] }> {
  const journeys: ContactJourney[] = [];
  // Each half has an index of its own.
  for (const half of ['stopped_at IS NULL', 'stopped_at IS NOT NULL']) {
    const found = `${JOURNEY} AND ${half} ORDER BY id DESC LIMIT ${MOST}`;
    journeys.push(...(await queries.all<ContactJourney>(found, [contact, workspace])));
  }
  const refused = await queries.all<Omit<NotEntered, 'seen'> & { seen: string | null }>(
    `SELECT workflow, event, refused_at AS "at", reason, seen FROM refused_entry WHERE contact = ? AND workspace = ?
     ORDER BY id DESC LIMIT ${MOST}`,
    [contact, workspace],
  );
  const pending = await queries.all<Pick<NotEntered, 'workflow' | 'event' | 'at'>>(
    `SELECT pending_entry.workflow, pending_entry.event, event.received_at AS "at" FROM pending_entry
     JOIN event ON event.id = pending_entry.event WHERE pending_entry.contact = ? AND pending_entry.workspace = ?
     ORDER BY pending_entry.id DESC LIMIT ${MOST}`,
    [contact, workspace],
  );
  return {
    journeys: journeys.sort((one, other) => other.execution - one.execution),
    notEntered: [
      ...pending.map((entry): NotEntered => ({ ...entry, reason: 'pending', seen: [] })),
      ...refused.map((entry) => ({
        ...entry,
        seen: entry.seen === null ? [] : (JSON.parse(entry.seen) as SeenValue[]),
      })),
    ],
  };
}
