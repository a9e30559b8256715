import { Transform } from 'node:stream';
import { domainToASCII } from 'node:url';

import { createTransport, type SendMailOptions } from 'nodemailer';
import { z } from 'zod';

import { CodedUserError, minutes, seconds, type Duration } from '../../../shared';
import { domainOf, parseSender } from '../../email-address';
import { defineProvider } from '../provider-definition';
import type { EmailProvider, OutgoingEmail } from './email-provider';
import { toProviderError } from './smtp-error';

export interface SmtpOptions {
  /** `smtp://user:password@host:port` or `smtps://…`; nodemailer's options may follow as query parameters. */
  readonly url: string;
  readonly maxConnections?: number;
  /** For connecting and for the greeting, each. */
  readonly connectionTimeout?: Duration;
  /** Signs each mail. Without it the mail server may do so. */
  readonly dkim?: DkimKey;
  /** Of silence within a session. Servers may think for minutes before they confirm a mail. */
  readonly socketTimeout?: Duration;
}

/** By what a domain answers for its mails; its DNS has the other half at `<selector>._domainkey.<domain>`. */
export interface DkimKey {
  readonly domain: string;
  readonly selector: string;
  /** PEM. */
  readonly privateKey: string;
}

/** Hands mails to an SMTP server over a few connections that are kept open. */
export class SmtpProvider implements EmailProvider {
  readonly name = 'smtp';

  private readonly transport: ReturnType<typeof createPool>;
  private readonly inHand = new Set<Promise<unknown>>();

  /** @throws CONFIG_INVALID when the URL is none for SMTP */
  constructor(options: SmtpOptions) {
    this.transport = createPool(options);
    this.transport.use('stream', (mail, done) => {
      const { onLastByte } = mail.data as Mail;
      if (onLastByte) mail.message.transform(() => tellBeforeTheEnd(onLastByte));
      done();
    });
  }

  async send(mail: OutgoingEmail, onLastByte?: () => void): Promise<{ providerMessageId: string }> {
    try {
      const outgoing: Mail = {
        messageId: `<${mail.id}@${domainToASCII(domainOf(mail.from)) || 'localhost'}>`,
        from: parseSender(mail.from),
        to: { name: '', address: mail.to },
        replyTo: mail.replyTo === null ? undefined : parseSender(mail.replyTo),
        subject: mail.subject,
        html: mail.html,
        text: mail.text,
        headers: { ...mail.headers, ...(mail.unsubscribe && ONE_CLICK) },
        list: mail.unsubscribe && { unsubscribe: [[...mail.unsubscribe]] },
        envelope: mail.returnPath === undefined ? undefined : { from: mail.returnPath, to: mail.to },
        onLastByte,
      };
      const sending = this.transport.sendMail(outgoing);
      this.inHand.add(sending);
      const { messageId, serverMessageId } = await sending.finally(() => this.inHand.delete(sending));
      return { providerMessageId: serverMessageId ?? messageId };
    } catch (error) {
      throw toProviderError(error);
    }
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.inHand);
    this.transport.close();
  }
}

/** RFC 8058: a POST to the address is enough, no page has to be opened. */
const ONE_CLICK = { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };

/** What a signature covers where it is there. One click counts with mailbox providers only if both of its headers are signed. */
const SIGNED = [
  ...['From', 'Sender', 'Reply-To', 'Subject', 'Date', 'Message-ID', 'To', 'Cc', 'MIME-Version', 'Content-Type'],
  ...['Content-Transfer-Encoding', 'List-Unsubscribe', 'List-Unsubscribe-Post', 'Feedback-ID'],
].join(':');

/** What nodemailer takes, and what our part of its pipe finds in it. */
type Mail = SendMailOptions & { readonly onLastByte?: () => void };

/** The server takes a mail for its own when it reads the line that ends it: that line is sent when this stream ends. */
function tellBeforeTheEnd(onLastByte: () => void): Transform {
  return new Transform({
    transform: (chunk, _encoding, done) => done(null, chunk),
    flush: (done) => {
      try {
        onLastByte();
        done();
      } catch (error) {
        done(error as Error);
      }
    },
  });
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
    dkim: options.dkim && {
      domainName: options.dkim.domain,
      keySelector: options.dkim.selector,
      privateKey: options.dkim.privateKey,
      headerFieldNames: SIGNED,
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
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
