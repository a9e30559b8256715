import type { entities } from '../db';
import type { OutgoingByChannel, SendingChannel } from './channels';

type Message = entities.Message;
type Outgoing = OutgoingByChannel[SendingChannel];

const OF_CHANNEL: { [Channel in SendingChannel]: (message: Message) => OutgoingByChannel[Channel] } = {
  email: ({ id, sender: from, recipient: to, replyTo, subject, html, text }) => ({
    ...{ id, from, to, replyTo, subject, html, text },
  }),
  sms: ({ id, sender: from, recipient: to, text }) => ({ id, from, to, text }),
};

/**
 * A message of the outbox as its channel's providers take it. The address for callbacks names it: a provider may call before
 * we know by which id it knows the message.
 */
export function outgoingOf(message: Message, callbackUrl: string | undefined): Outgoing {
  return {
    ...OF_CHANNEL[message.channel](message),
    ...(callbackUrl !== undefined && { callbackUrl: `${callbackUrl}?message=${message.id}` }),
  };
}
