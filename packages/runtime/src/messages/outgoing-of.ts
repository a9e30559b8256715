import type { entities, Queries } from '../db';
import { CodedUnexpectedError, type Clock } from '../shared';
import type { OutgoingByChannel, SendingChannel } from './channels';
import { outgoingPushOf } from './push';
import { outgoingWhatsappOf } from './whatsapp';

type Message = entities.Message;
type Outgoing = OutgoingByChannel[SendingChannel];

/** What the content of a message may depend on at this moment. */
export interface Reading {
  readonly queries: Queries;
  readonly clock: Clock;
  /** By which browsers tell what becomes of a message. */
  readonly reactionToken?: (message: string) => string;
}

type Written = Omit<OutgoingByChannel, 'whatsapp' | 'push'>;

const OF_CHANNEL: { [Channel in keyof Written]: (message: Message) => Written[Channel] } = {
  email: ({ id, sender: from, recipient: to, replyTo, subject, html, text }) => ({
    ...{ id, from, to, replyTo, subject, html, text },
  }),
  sms: ({ id, sender: from, recipient: to, text }) => ({ id, from, to, text }),
};

/**
 * A message of the outbox as its channel's providers take it. The address for callbacks names it: a provider may call before
 * we know by which id it knows the message.
 * @throws as outgoingWhatsappOf and outgoingPushOf
 */
export async function outgoingOf(
  reading: Reading,
  message: Message,
  callbackUrl: string | undefined,
): Promise<Outgoing> {
  return {
    ...(await contentOf(reading, message)),
    ...(callbackUrl !== undefined && { callbackUrl: `${callbackUrl}?message=${message.id}` }),
  };
}

async function contentOf(reading: Reading, message: Message): Promise<Outgoing> {
  const { channel } = message;
  switch (channel) {
    case 'whatsapp':
      return await outgoingWhatsappOf(reading, message);
    case 'push':
      return await outgoingPushOf(reading, message);
    case 'onsite':
      throw new CodedUnexpectedError('INTERNAL', 'An on-site message waits for a browser, not for a provider.');
    default:
      return OF_CHANNEL[channel](message);
  }
}
