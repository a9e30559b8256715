import type { entities, Queries } from '../db';
import type { Clock } from '../shared';
import type { OutgoingByChannel, SendingChannel } from './channels';
import { outgoingWhatsappOf } from './whatsapp';

type Message = entities.Message;
type Outgoing = OutgoingByChannel[SendingChannel];

/** What the content of a message may depend on at this moment. */
export interface Reading {
  readonly queries: Queries;
  readonly clock: Clock;
}

type Written = Omit<OutgoingByChannel, 'whatsapp'>;

const OF_CHANNEL: { [Channel in keyof Written]: (message: Message) => Written[Channel] } = {
  email: ({ id, sender: from, recipient: to, replyTo, subject, html, text }) => ({
    ...{ id, from, to, replyTo, subject, html, text },
  }),
  sms: ({ id, sender: from, recipient: to, text }) => ({ id, from, to, text }),
};

/**
 * A message of the outbox as its channel's providers take it. The address for callbacks names it: a provider may call before
 * we know by which id it knows the message.
 * @throws as outgoingWhatsappOf
 */
export async function outgoingOf(
  reading: Reading,
  message: Message,
  callbackUrl: string | undefined,
): Promise<Outgoing> {
  const { channel } = message;
  const outgoing = channel === 'whatsapp' ? await outgoingWhatsappOf(reading, message) : OF_CHANNEL[channel](message);
  return {
    ...outgoing,
    ...(callbackUrl !== undefined && { callbackUrl: `${callbackUrl}?message=${message.id}` }),
  };
}
