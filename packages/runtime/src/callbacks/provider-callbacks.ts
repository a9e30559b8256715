import type { Database, entities, Transaction } from '../db';
import {
  providerNamed,
  type CallbackReading,
  type CallbackRequest,
  type CallbackUpdate,
  type DeliveryUpdate,
} from '../messages';
import { CodedUserError, isSameSecret, type Clock } from '../shared';
import { applyDelivery } from './apply-delivery';
import type { LateFailurePorts } from './apply-late-failure';
import { applyOptOut, applyReply, type ReplyPorts } from './apply-reply';

interface Dependencies extends ReplyPorts, LateFailurePorts {
  readonly database: Database;
  readonly clock: Clock;
  /** The settings of a sender as its provider gets them. */
  readonly settingsOf: (sender: string) => Promise<Readonly<Record<string, unknown>>>;
}

type SenderRow = Pick<entities.Sender, 'id' | 'workspace' | 'channel' | 'provider' | 'address' | 'token'>;

/** What providers tell: what became of messages, what people answered, and who wants no more. */
export class ProviderCallbacks {
  constructor(private readonly dependencies: Dependencies) {}

  /**
   * Takes one request. Told twice, or late, it changes nothing.
   * @param token of the address that was called: alone it proves providers that sign nothing
   * @throws CALLBACK_REFUSED
   */
  async receive(
    id: string,
    token: string,
    request: Omit<CallbackRequest, 'receivedAt'>,
  ): Promise<CallbackReading['answer']> {
    const { database, clock, settingsOf } = this.dependencies;
    const sender = await database.get<SenderRow>(
      'SELECT id, workspace, channel, provider, address, token FROM sender WHERE id = ? AND deleted_at IS NULL',
      [id],
    );
    if (!sender || !isSameSecret(token, sender.token)) throw refused('no sender has this address');
    const definition = providerNamed(sender.channel, sender.provider);
    if (!definition.readCallback) throw refused(`${sender.provider} tells nothing`);
    const now = clock.now();
    const { updates, answer } = definition.readCallback({ ...request, receivedAt: now }, await settingsOf(id));
    const named = new URL(request.url).searchParams.get('message') ?? undefined;
    if (updates.length > 0) {
      await database.write(async (tx) => {
        for (const update of updates) await this.apply(tx, sender, { update, named, now });
      });
    }
    return answer;
  }

  private async apply(
    tx: Transaction,
    sender: SenderRow,
    { update, named, now }: { update: CallbackUpdate; named: string | undefined; now: number },
  ): Promise<void> {
    if (update.kind === 'reply') {
      await applyReply(tx, sender, { update, now }, this.dependencies);
      return;
    }
    if (update.kind !== 'delivery') {
      await applyOptOut(tx, sender, { update, now }, this.dependencies);
      return;
    }
    const message = await messageOf(tx, sender.id, update, named);
    if (message !== undefined) await applyDelivery(tx, { message, update, now }, this.dependencies);
  }
}

/** By our id where the provider gives it back, else by its own. A sender's provider speaks of that sender's messages only. */
async function messageOf(
  tx: Transaction,
  sender: string,
  { messageId, providerMessageId }: DeliveryUpdate,
  named: string | undefined,
): Promise<string | undefined> {
  const [column, value] =
    messageId !== undefined || named !== undefined
      ? ['id', messageId ?? named]
      : ['provider_message_id', providerMessageId];
  const row = await tx.get<{ id: string }>(`SELECT id FROM message WHERE sender_id = ? AND ${column} = ? LIMIT 1`, [
    sender,
    value ?? '',
  ]);
  return row?.id;
}

const refused = (reason: string): CodedUserError =>
  new CodedUserError('CALLBACK_REFUSED', `A call of a provider was refused: ${reason}.`);
