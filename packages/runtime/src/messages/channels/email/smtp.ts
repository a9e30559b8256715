import { domainToASCII } from 'node:url';

import { createTransport } from 'nodemailer';

import { CodedUserError, minutes, seconds, type Duration } from '../../../shared';
import { domainOf, parseSender } from '../../email-address';
import type { EmailProvider, OutgoingEmail } from './email-provider';
import { toProviderError } from './smtp-error';

export interface SmtpOptions {
  /** `smtp://user:password@host:port` or `smtps://…`; nodemailer's options may follow as query parameters. */
  readonly url: string;
  readonly maxConnections?: number;
  /** For connecting and for the greeting, each. */
  readonly connectionTimeout?: Duration;
  /** Of silence within a session. Servers may think for minutes before they confirm a mail. */
  readonly socketTimeout?: Duration;
}

/** Hands mails to an SMTP server over a few connections that are kept open. */
export class SmtpProvider implements EmailProvider {
  readonly name = 'smtp';

  private readonly transport: ReturnType<typeof createPool>;

  /** @throws CONFIG_INVALID when the URL is none for SMTP */
  constructor(options: SmtpOptions) {
    this.transport = createPool(options);
  }

  async send(mail: OutgoingEmail): Promise<{ providerMessageId: string }> {
    try {
      const { messageId, serverMessageId } = await this.transport.sendMail({
        messageId: `<${mail.id}@${domainToASCII(domainOf(mail.from)) || 'localhost'}>`,
        from: parseSender(mail.from),
        to: { name: '', address: mail.to },
        replyTo: mail.replyTo === null ? undefined : parseSender(mail.replyTo),
        subject: mail.subject,
        html: mail.html,
        text: mail.text,
      });
      return { providerMessageId: serverMessageId ?? messageId };
    } catch (error) {
      throw toProviderError(error);
    }
  }

  close(): Promise<void> {
    this.transport.close();
    return Promise.resolve();
  }
}

function createPool(options: SmtpOptions) {
  if (!/^smtps?:\/\/[^/]/i.test(options.url) || !URL.canParse(options.url)) {
    throw new CodedUserError(
      'CONFIG_INVALID',
      'The address of the mail server must look like smtp://user:password@mail.example.com:587 (AFTERCART_SMTP_URL).',
    );
  }
  const connectionTimeout = (options.connectionTimeout ?? seconds(20)).milliseconds;
  return createTransport({
    url: options.url,
    pool: true,
    maxConnections: options.maxConnections ?? 5,
    connectionTimeout,
    greetingTimeout: connectionTimeout,
    socketTimeout: (options.socketTimeout ?? minutes(5)).milliseconds,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}
