import type { Queries } from '../db';
import type { Leaf } from './condition';
import type { Moment } from './window';

/** Whether a question is about the time since the journey's latest message. */
export function looksAtMessage(leaf: Leaf): boolean {
  if ('sales' in leaf && leaf.since === 'message') return true;
  return 'where' in leaf && leaf.where?.since === 'message';
}

/** When the latest message of the execution that asks was sent, or made where it is still on its way. */
export async function messageAtOf(
  queries: Queries,
  { messageAt, execution }: Pick<Moment, 'messageAt'> & { readonly execution?: number },
): Promise<number | undefined> {
  if (messageAt !== undefined || execution === undefined) return messageAt;
  const row = await queries.get<{ at: number | null }>(
    'SELECT MAX(COALESCE(sent_at, created_at)) AS at FROM message WHERE execution = ?',
    [execution],
  );
  return row?.at ?? undefined;
}
