import type { IncomingHttpHeaders } from 'node:http';

/** What a mail service posts. */
export interface EspCall {
  readonly headers: IncomingHttpHeaders;
  readonly rawBody: Buffer;
}

/** The names of the mail services that are understood. */
export const ESPS = ['ses', 'sendgrid', 'mailgun', 'postmark'] as const;

export type Esp = (typeof ESPS)[number];

export function isEsp(name: string): name is Esp {
  return (ESPS as readonly string[]).includes(name);
}
