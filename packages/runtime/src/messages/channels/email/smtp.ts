import { z } from 'zod';

import { defineProvider } from '../provider-definition';
import { ProviderTemporaryError } from '../provider-errors';
import type { EmailProvider, OutgoingEmail } from './email-provider';
import { MailSigner } from './mime/dkim-signature';
import { mimeMail } from './mime/mime-mail';
import { sessionOptions } from './sessions/session-options';
import { toProviderError } from './smtp-error';
import type { SmtpOptions } from './smtp-options';
import { SmtpSessions } from './sessions/smtp-sessions';

/** One is on its way over a connection while the next ones are written: together they share a commit of the database. */
const MAILS_FOR_EACH = 3;

/** Hands mails to an SMTP server over a few connections that are kept open. */
export class SmtpProvider implements EmailProvider {
  readonly name = 'smtp';
  readonly places: number;

  private readonly sessions: SmtpSessions;
  private readonly signer: MailSigner | undefined;
  private readonly inHand = new Set<Promise<unknown>>();

  /** @throws CONFIG_INVALID when the URL is none for SMTP */
  constructor(options: SmtpOptions) {
    const session = sessionOptions(options);
    this.places = session.maxConnections * MAILS_FOR_EACH;
    this.sessions = new SmtpSessions(session);
    this.signer = options.dkim && new MailSigner(options.dkim);
  }

  async send(mail: OutgoingEmail, onLastByte: () => void = () => undefined): Promise<{ providerMessageId: string }> {
    const sending = this.hand(mail, onLastByte);
    this.inHand.add(sending);
    try {
      return await sending;
    } catch (error) {
      throw error instanceof ProviderTemporaryError ? error : toProviderError(error);
    } finally {
      this.inHand.delete(sending);
    }
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.inHand);
    this.sessions.close();
  }

  private async hand(outgoing: OutgoingEmail, onLastByte: () => void): Promise<{ providerMessageId: string }> {
    const mail = await mimeMail(outgoing, this.signer);
    const { serverMessageId } = await this.sessions.send(mail, onLastByte);
    return { providerMessageId: serverMessageId ?? mail.messageId };
  }
}

/** A mail server, for senders of their own; `url` holds the login. */
export const smtp = defineProvider({
  name: 'smtp',
  settings: z
    .object({ url: z.string().regex(/^smtps?:\/\/[^/]/i, 'must look like smtp://user:password@host:587') })
    .strict(),
  secrets: ['url'],
  create: ({ url }, { timeout }): EmailProvider => new SmtpProvider({ url, socketTimeout: timeout }),
});
