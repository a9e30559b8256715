import type { Database, Queries, Transaction } from '../db';
import { CodedUserError } from '../shared';
import { decodePayload, PayloadEncoder, type StoredPayload } from './payload-codec';
import { RecentPayloads } from './recent-payloads';
import { SearchableFacts } from './searchable-facts';
import type { EventPayload } from './event-payload';
import type { NewEvent, StoredEvent } from './stored-event';

export interface EventPage {
  readonly data: readonly StoredEvent[];
  /** Pass it as `cursor` for the next page; null on the last one. */
  readonly nextCursor: number | null;
}

export type EventRow = Omit<StoredEvent, 'payload'> & { payload: StoredPayload };

export const EVENT_COLUMNS = `id, workspace, type, contact, shop, occurred_at AS "occurredAt", received_at AS "receivedAt",
  dedupe_key AS "dedupeKey", payload`;

/** The log of what happened. Appended to, never changed. */
export class EventLog {
  private readonly payloads = new PayloadEncoder();
  private readonly facts = new SearchableFacts();
  private readonly recent = new RecentPayloads();

  constructor(private readonly database: Database) {}

  /** @returns undefined where an event with the same dedupe key is known: then nothing happened */
  async append(tx: Transaction, event: NewEvent, receivedAt: number): Promise<StoredEvent | undefined> {
    // Ids of a contact's events rise in the order of their commits: a wait that begins meanwhile misses none.
    if (event.contact !== null) await tx.lockContact(event.contact);
    const { workspace, type, contact, shop, occurredAt, dedupeKey } = event;
    const { bytes, text } = this.payloads.encode(event.payload);
    const row = await tx.get<{ id: number }>(
      `INSERT INTO event (workspace, type, contact, shop, occurred_at, received_at, dedupe_key, payload, facts)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (workspace, dedupe_key) DO NOTHING RETURNING id`,
      [workspace, type, contact, shop, occurredAt, receivedAt, dedupeKey, bytes, this.facts.of(event.payload)],
    );
    if (!row) return undefined;
    tx.afterCommit(() => this.recent.keep(row.id, text));
    return { ...event, id: row.id, receivedAt };
  }

  /** The payload of an event that has just happened, as JSON; undefined where it is to be read from its row. */
  recentPayload(id: number): string | undefined {
    return this.recent.get(id);
  }

  /** What an event holds; undefined where there is none (any more). */
  async payloadOf(queries: Queries, workspace: number, id: number): Promise<EventPayload | undefined> {
    const recent = this.recent.get(id);
    if (recent !== undefined) return JSON.parse(recent) as EventPayload;
    const row = await queries.get<Pick<EventRow, 'payload'>>(
      'SELECT payload FROM event WHERE workspace = ? AND id = ?',
      [workspace, id],
    );
    return row && decodePayload(row.payload);
  }

  /** @throws EVENT_NOT_FOUND */
  async get(workspace: number, id: number): Promise<StoredEvent> {
    const event = await this.find(this.database, workspace, id);
    if (!event) throw new CodedUserError('EVENT_NOT_FOUND', `There is no event ${id}.`, { event: id });
    return event;
  }

  /** By id, inside a transaction or outside. */
  async find(queries: Queries, workspace: number, id: number): Promise<StoredEvent | undefined> {
    const row = await queries.get<EventRow>(`SELECT ${EVENT_COLUMNS} FROM event WHERE workspace = ? AND id = ?`, [
      workspace,
      id,
    ]);
    return row && toEvent(row);
  }

  /** By dedupe key, inside a transaction or outside. */
  async findByKey(queries: Queries, workspace: number, dedupeKey: string): Promise<StoredEvent | undefined> {
    const row = await queries.get<EventRow>(
      `SELECT ${EVENT_COLUMNS} FROM event WHERE workspace = ? AND dedupe_key = ?`,
      [workspace, dedupeKey],
    );
    return row && toEvent(row);
  }

  /** The event of some types that was received last for a contact. */
  async findLatest(
    queries: Queries,
    of: { workspace: number; contact: number; shop: string; types: readonly string[] },
  ): Promise<StoredEvent | undefined> {
    const row = await queries.get<EventRow>(
      `SELECT ${EVENT_COLUMNS} FROM event WHERE workspace = ? AND contact = ? AND shop = ?
        AND type IN (${of.types.map(() => '?').join(', ')}) ORDER BY id DESC LIMIT 1`,
      [of.workspace, of.contact, of.shop, ...of.types],
    );
    return row && toEvent(row);
  }

  /** Newest first. `cursor` is the id of the last event that was seen. */
  async list(request: {
    workspace: number;
    limit: number;
    cursor?: number;
    type?: string;
    contact?: number;
  }): Promise<EventPage> {
    const { workspace, limit, cursor, type, contact } = request;
    const conditions = ['workspace = ?'];
    const parameters: unknown[] = [workspace];
    const narrow = (condition: string, value: unknown): void => {
      if (value === undefined) return;
      conditions.push(condition);
      parameters.push(value);
    };
    narrow('id < ?', cursor);
    narrow('type = ?', type);
    narrow('contact = ?', contact);
    const rows = await this.database.all<EventRow>(
      `SELECT ${EVENT_COLUMNS} FROM event WHERE ${conditions.join(' AND ')} ORDER BY id DESC LIMIT ?`,
      [...parameters, limit + 1],
    );
    const data = rows.slice(0, limit).map(toEvent);
    return { data, nextCursor: rows.length > limit ? (data.at(-1)?.id ?? null) : null };
  }
}

export function toEvent(row: EventRow): StoredEvent {
  return { ...row, payload: decodePayload(row.payload) };
}
