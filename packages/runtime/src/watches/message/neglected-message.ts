import { eventOfMessage } from '../../contacts';
import type { entities, Transaction } from '../../db';
import { eventsOfContact, type NewEvent } from '../../events';
import type { Watch } from '../watch';

/** What tells that a message was not neglected. Who clicks has opened it, also where no image told so. */
const REACTIONS: Readonly<Record<string, readonly string[]>> = {
  'message.not_opened': ['message.opened', 'message.clicked'],
  'message.not_clicked': ['message.clicked'],
};

type MessageRow = Pick<entities.Message, 'id' | 'contact' | 'channel' | 'purpose' | 'subject' | 'workflow' | 'node'>;

/** What is told of a message whose time has come; undefined where its contact has reacted, or is gone. */
export async function neglectedMessage(tx: Transaction, watch: Watch): Promise<NewEvent | undefined> {
  const { workspace, type, subject: id, minutes, sinceAt, dueAt } = watch;
  const row = await tx.get<MessageRow>(
    `SELECT id, contact, channel, purpose, subject, workflow, node FROM message WHERE id = ? AND status = 'sent'`,
    [id],
  );
  if (!row?.contact) return undefined;
  const types = REACTIONS[type] ?? [];
  const reactions = await eventsOfContact(tx, row.contact, { types, from: { receivedAt: sinceAt } });
  if (reactions.some(({ payload }) => payload.message?.id === id)) return undefined;
  const dedupeKey = [type, id, minutes].join(':');
  const facts = { waited: { minutes, since: new Date(sinceAt).toISOString() } };
  return await eventOfMessage(tx, { ...row, workspace, sentAt: sinceAt }, { type, at: dueAt, dedupeKey, facts });
}
