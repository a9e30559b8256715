import { messageAtOf, type Moment } from '../audiences';
import type { Queries } from '../db';
import { CodedUserError } from '../shared';
import type { MomentRequest } from './hub-requests';

/** The journey that a node asks for, as far as the server knows it. */
export interface Journey {
  readonly id: number;
  /** UTC epoch ms. */
  readonly enteredAt: number;
  /** When the contact came to the node: when the stretch fell due that led there. */
  readonly stretchAt: number;
  /** The latest message of this stretch: it is stored when the stretch is committed. */
  readonly queued?: QueuedMessage;
}

export interface QueuedMessage {
  readonly id: string;
  /** UTC epoch ms. */
  readonly createdAt: number;
}

/** Where and when a node's question is asked from. */
export interface Asking {
  readonly queries: Queries;
  readonly workspace: number;
  /** UTC epoch ms. */
  readonly now: number;
  /** Nothing in a stock n8n. */
  readonly journey?: Journey;
}

/** The instants that a node's question is about. */
export async function momentOf(request: MomentRequest, { queries, workspace, now, journey }: Asking) {
  const enteredAt = journey?.enteredAt ?? instantOf(request, 'enteredAt');
  const messageAt = await messageInstant(request.messageId, { queries, workspace, journey });
  const moment: Moment = { asOf: instantOf(request, 'asOf') ?? now, enteredAt, nodeAt: journey?.stretchAt, messageAt };
  return { ...moment, execution: journey?.id, queuedMessage: journey?.queued?.id };
}

/** When the message was sent, or made where it is still on its way; without an id the journey's latest one. */
async function messageInstant(
  id: string | undefined,
  { queries, workspace, journey }: Pick<Asking, 'queries' | 'workspace' | 'journey'>,
): Promise<number | undefined> {
  const queued = journey?.queued;
  if (queued && (id === undefined || id === queued.id)) return queued.createdAt;
  return id === undefined
    ? await messageAtOf(queries, { execution: journey?.id })
    : await sentAt(queries, workspace, id);
}

function instantOf(request: MomentRequest, name: 'asOf' | 'enteredAt'): number | undefined {
  const text = request[name];
  if (text === undefined) return undefined;
  const instant = Date.parse(text);
  if (Number.isFinite(instant)) return instant;
  throw new CodedUserError('BODY_INVALID', `${name} must be an ISO 8601 instant, not "${text}".`, { [name]: text });
}

async function sentAt(queries: Queries, workspace: number, id: string): Promise<number | undefined> {
  const row = await queries.get<{ at: number }>(
    'SELECT COALESCE(sent_at, created_at) AS at FROM message WHERE workspace = ? AND id = ?',
    [workspace, id],
  );
  return row?.at;
}
