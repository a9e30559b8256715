import type { Queries } from '../../db';
import { CodedUserError } from '../../shared';
import type { SendingChannel } from '../channels';
import type { SenderPurpose } from './sender';

export interface ChosenSender {
  readonly id: string;
  readonly address: string;
  readonly provider: string;
  readonly pricePer1000: number | null;
  readonly currency: string | null;
}

interface Choice {
  readonly workspace: number;
  readonly channel: SendingChannel;
  readonly purpose: SenderPurpose;
  /** The id of the one that is asked for. */
  readonly sender?: string;
}

/**
 * Who sends a message: the sender that is asked for, or the default of the channel and purpose, or the one there is.
 * Mails are an exception: without a default they come from the environment's mail server.
 * @returns undefined where there is none
 * @throws SENDER_NOT_FOUND where one is asked for that is not there, or is of another channel
 */
export async function chooseSender(
  queries: Queries,
  { workspace, channel, purpose, sender }: Choice,
): Promise<ChosenSender | undefined> {
  const columns = 'id, address, provider, price_per_1000 AS "pricePer1000", currency';
  if (sender !== undefined && sender !== '') {
    const named = await queries.get<ChosenSender>(
      `SELECT ${columns} FROM sender WHERE workspace = ? AND channel = ? AND id = ? AND deleted_at IS NULL`,
      [workspace, channel, sender],
    );
    if (named) return named;
    throw new CodedUserError('SENDER_NOT_FOUND', `There is no sender "${sender}" for ${channel}.`, { sender });
  }
  return await queries.get<ChosenSender>(
    `SELECT ${columns} FROM sender WHERE workspace = ? AND channel = ? AND deleted_at IS NULL
       AND (purpose = ? OR purpose IS NULL) ${channel === 'email' ? 'AND is_default = 1' : ''}
     ORDER BY is_default DESC, CASE WHEN purpose IS NULL THEN 1 ELSE 0 END, created_at, id LIMIT 1`,
    [workspace, channel, purpose],
  );
}
