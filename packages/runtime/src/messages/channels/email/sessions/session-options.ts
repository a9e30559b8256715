import { parseConnectionUrl } from 'nodemailer/lib/shared';
import type { SMTPConnectionAuth, SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';
import wellKnown from 'nodemailer/lib/well-known';

import { CodedUserError, minutes, seconds } from '../../../../shared';
import type { SmtpOptions } from '../smtp-options';

/** How sessions with a mail server are opened, and how many there may be. */
export interface SessionOptions {
  readonly connection: SMTPConnectionOptions;
  /** Undefined where the server is to let everybody in. */
  readonly login: SMTPConnectionAuth | undefined;
  readonly maxConnections: number;
  /** How many mails go over one connection: servers cut off those that go on for ever. */
  readonly maxMessages: number;
}

const MAX_CONNECTIONS = 10;
const MAX_MESSAGES = 100;

/** @throws CONFIG_INVALID when the URL is none for SMTP */
export function sessionOptions({ url, ...options }: SmtpOptions): SessionOptions {
  if (!/^smtps?:\/\/[^/]/i.test(url) || !URL.canParse(url)) {
    throw new CodedUserError(
      'CONFIG_INVALID',
      'The address of the mail server must look like smtp://user:password@mail.example.com:587 (AFTERCART_SMTP_URL).',
    );
  }
  const { auth, service, maxConnections, maxMessages, authMethod, ...named } = parseConnectionUrl(url);
  const connectionTimeout = (options.connectionTimeout ?? seconds(20)).milliseconds;
  return {
    connection: {
      connectionTimeout,
      greetingTimeout: connectionTimeout,
      socketTimeout: (options.socketTimeout ?? minutes(5)).milliseconds,
      ...named,
      ...(service !== undefined && wellKnown(service)),
    },
    login: auth && { ...auth, ...(typeof authMethod === 'string' && { method: authMethod }) },
    maxConnections: countOf(maxConnections) ?? options.maxConnections ?? MAX_CONNECTIONS,
    maxMessages: countOf(maxMessages) ?? MAX_MESSAGES,
  };
}

const countOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : undefined;
