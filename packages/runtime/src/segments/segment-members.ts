import { evaluateCondition } from '../audiences';
import type { Transaction } from '../db';
import type { NewEvent, StoredEvent } from '../events';
import type { Clock } from '../shared';
import type { Segment } from './segment';
import { SegmentIndex } from './segment-index';
import { changedBy, type Kind } from './touches';

interface Dependencies {
  readonly clock: Clock;
  /** Stores what happened and takes it on to whoever waits for it. */
  tell(tx: Transaction, event: NewEvent): Promise<void>;
}

/** Somebody who has changed. */
export interface Changed {
  readonly workspace: number;
  readonly contact: number;
}

/**
 * Keeps the members of segments: each change of a contact is looked at by the segments whose rules it can touch, in the
 * transaction that made it. Who joins or leaves is an event like any other.
 */
export class SegmentMembers {
  private readonly index = new SegmentIndex();

  constructor(private readonly dependencies: Dependencies) {}

  async onEvent(tx: Transaction, event: StoredEvent): Promise<void> {
    if (event.contact === null || event.type.startsWith('segment.')) return;
    await this.changed(tx, { workspace: event.workspace, contact: event.contact }, changedBy(event));
  }

  /** For changes that no event tells of. */
  async changed(tx: Transaction, who: Changed, kinds: readonly Kind[]): Promise<void> {
    for (const segment of await this.index.touchedBy(tx, who.workspace, kinds)) {
      await this.reconsider(tx, segment, who.contact);
    }
  }

  /** Asks again whether a contact is in a segment. */
  async reconsider(tx: Transaction, segment: Segment, contact: number): Promise<void> {
    const now = this.dependencies.clock.now();
    const { holds } = await evaluateCondition(tx, segment.rule, { workspace: segment.workspace, contact, asOf: now });
    const changed = holds ? await join(tx, segment, contact, now) : await leave(tx, segment, contact);
    // Who was in before the segment was made does not join it now.
    const isSettled = segment.filledTo === null || contact <= segment.filledTo;
    if (changed > 0 && isSettled) await this.tell(tx, segment, contact, holds ? 'segment.joined' : 'segment.left', now);
  }

  private async tell(
    tx: Transaction,
    { id, workspace, name }: Segment,
    contact: number,
    type: 'segment.joined' | 'segment.left',
    now: number,
  ): Promise<void> {
    const person = await contactOf(tx, contact);
    await this.dependencies.tell(tx, {
      workspace,
      type,
      contact,
      shop: null,
      occurredAt: now,
      dedupeKey: `${type}:${id}:${contact}:${now}`,
      payload: {
        event: { type, occurredAt: new Date(now).toISOString() },
        ...(person && { contact: person }),
        segment: { id, name },
      },
    });
  }
}

async function join(tx: Transaction, { id, workspace }: Segment, contact: number, now: number): Promise<number> {
  return await tx.run(
    'INSERT INTO segment_member (segment, contact, workspace, joined_at) VALUES (?, ?, ?, ?) ON CONFLICT (segment, contact) DO NOTHING',
    [id, contact, workspace, now],
  );
}

async function leave(tx: Transaction, { id }: Segment, contact: number): Promise<number> {
  return await tx.run('DELETE FROM segment_member WHERE segment = ? AND contact = ?', [id, contact]);
}

type Person = NonNullable<NewEvent['payload']['contact']>;

async function contactOf(tx: Transaction, contact: number): Promise<Person | undefined> {
  return await tx.get<Person>(
    `SELECT id, email, phone, first_name AS "firstName", last_name AS "lastName", locale, country, time_zone AS "timeZone"
     FROM contact WHERE id = ?`,
    [contact],
  );
}
