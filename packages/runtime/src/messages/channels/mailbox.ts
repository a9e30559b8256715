import { z } from 'zod';

import type { OutgoingMessage, Provider } from './provider';
import { defineProvider } from './provider-definition';

/**
 * The built-in mailbox, for when no mail server is configured. It keeps nothing itself: the message's row is the mail,
 * which the mailbox page and the API show.
 */
export class MailboxProvider implements Provider<OutgoingMessage> {
  readonly name = 'mailbox';

  send({ id }: OutgoingMessage): Promise<{ providerMessageId: string }> {
    return Promise.resolve({ providerMessageId: `mailbox:${id}` });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** For trying out: nothing leaves the server. */
export const mailbox = defineProvider({
  name: 'mailbox',
  settings: z.object({}).strict(),
  secrets: [],
  create: (): Provider<OutgoingMessage> => new MailboxProvider(),
});
