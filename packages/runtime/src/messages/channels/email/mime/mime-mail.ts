import { randomBytes } from 'node:crypto';

import type { OutgoingEmail } from '../email-provider';
import type { MailSigner } from './dkim-signature';
import { envelopeOf, mailHead, messageIdOf } from './mail-head';
import { textPart } from './text-part';

/** A mail as it goes over the wire. */
export interface MimeMail {
  readonly messageId: string;
  readonly envelope: { readonly from: string; readonly to: string };
  /** Lines end with CR LF, the last one too. */
  readonly bytes: Buffer;
}

/** Writes a mail with its two parts, text and HTML, in one piece. */
export async function mimeMail(mail: OutgoingEmail, signer?: MailSigner): Promise<MimeMail> {
  const boundary = `=_${randomBytes(16).toString('hex')}`;
  const parts = [textPart('plain', mail.text), textPart('html', mail.html)];
  const body = `${parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('')}--${boundary}--\r\n`;
  const head = [...mailHead(mail, new Date()), `Content-Type: multipart/alternative;\r\n boundary="${boundary}"`];
  if (signer) head.unshift(await signer.signature(head, body));
  return {
    messageId: messageIdOf(mail),
    envelope: envelopeOf(mail),
    bytes: Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`),
  };
}
