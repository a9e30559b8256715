import type { entities, Queries } from '../db';
import { CodedUserError } from '../shared';
import type { MessageWriter } from './message-writer';
import { MESSAGE_COLUMNS, SUMMARY_COLUMNS, type MessageSummary } from './message-row';
import type { RenderedEmail } from './render';

export interface MessageQuery {
  readonly workspace: number;
  readonly contact?: number;
  readonly execution?: number;
  readonly status?: entities.Message['status'];
  /** The whole address; upper and lower case are the same. */
  readonly recipient?: string;
  /** 1 to 250; 50 where left out. */
  readonly limit?: number;
  /** `nextCursor` of the page before. */
  readonly cursor?: string;
}

export interface MessagePage {
  readonly data: MessageSummary[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

const MAX_LIMIT = 250;
const DEFAULT_LIMIT = 50;

/** Reads the history of messages, newest first. */
export class MessageStore {
  constructor(
    private readonly queries: Queries,
    private readonly writer: MessageWriter,
  ) {}

  /**
   * A message with its content; what is not written yet is shown as it would be written now, and empty where it cannot be.
   * @throws MESSAGE_NOT_FOUND
   */
  async get(workspace: number, id: string): Promise<entities.Message> {
    const message = await this.queries.get<entities.Message>(
      `SELECT ${MESSAGE_COLUMNS} FROM message WHERE id = ? AND workspace = ?`,
      [id, workspace],
    );
    if (!message) throw new CodedUserError('MESSAGE_NOT_FOUND', `There is no message ${id}.`);
    const write = await this.writer.prepare(this.queries, message);
    return write ? { ...message, ...preview(write) } : message;
  }

  /** @throws CURSOR_INVALID */
  async list(query: MessageQuery): Promise<MessagePage> {
    const limit = Math.min(Math.max(Math.trunc(query.limit ?? DEFAULT_LIMIT), 1), MAX_LIMIT);
    const conditions = ['workspace = ?'];
    const parameters: Array<string | number> = [query.workspace];
    const where = (condition: string, ...values: Array<string | number>): void => {
      conditions.push(condition);
      parameters.push(...values);
    };
    if (query.contact !== undefined) where('contact = ?', query.contact);
    if (query.execution !== undefined) where('execution = ?', query.execution);
    if (query.status !== undefined) where('status = ?', query.status);
    if (query.recipient !== undefined) where('LOWER(recipient) = ?', query.recipient.trim().toLowerCase());
    if (query.cursor !== undefined) {
      const { createdAt, id } = decodeCursor(query.cursor);
      where('(created_at < ? OR (created_at = ? AND id < ?))', createdAt, createdAt, id);
    }
    const rows = await this.queries.all<MessageSummary>(
      `SELECT ${SUMMARY_COLUMNS} FROM message WHERE ${conditions.join(' AND ')}
       ORDER BY created_at DESC, id DESC LIMIT ?`,
      [...parameters, limit + 1],
    );
    const data = rows.slice(0, limit);
    const last = data.at(-1);
    return { data, nextCursor: rows.length > limit && last ? encodeCursor(last) : null };
  }
}

function preview(write: () => RenderedEmail): Partial<entities.Message> {
  try {
    const { language: locale, subject, html, text } = write();
    return { locale, subject, html, text };
  } catch (error) {
    if (error instanceof CodedUserError) return { html: '', text: '' };
    throw error;
  }
}

function encodeCursor({ createdAt, id }: { createdAt: number; id: string }): string {
  return Buffer.from(`${createdAt}.${id}`).toString('base64url');
}

function decodeCursor(cursor: string): { createdAt: number; id: string } {
  const match = /^(\d{1,15})\.([\w-]+)$/.exec(Buffer.from(cursor, 'base64url').toString());
  if (!match?.[2]) {
    throw new CodedUserError('CURSOR_INVALID', 'The cursor is not one that this list gave. Start without a cursor.');
  }
  return { createdAt: Number(match[1]), id: match[2] };
}
