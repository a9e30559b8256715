import { z } from 'zod';

import { defineProvider } from '../provider-definition';
import type { EmailProvider, OutgoingEmail } from './email-provider';

/**
 * The built-in mailbox, for when no mail server is configured. It keeps nothing itself: the message's row is the mail,
 * which the mailbox page and the API show.
 */
export class MailboxProvider implements EmailProvider {
  readonly name = 'mailbox';

  send({ id }: OutgoingEmail): Promise<{ providerMessageId: string }> {
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
  create: (): EmailProvider => new MailboxProvider(),
});
