import { domainToASCII } from 'node:url';

import { foldLines } from 'nodemailer/lib/mime-funcs';
import MimeNode from 'nodemailer/lib/mime-node';

import { domainOf, parseSender } from '../../../email-address';
import type { OutgoingEmail } from '../email-provider';

/** RFC 8058: a POST to the address is enough, no page has to be opened. */
const ONE_CLICK = 'List-Unsubscribe=One-Click';
const WIDTH = 76;

/** nodemailer's way to write what stands in a head: encoded words, quoted names, domains in ASCII. */
const encoder = new MimeNode();

/** The lines of a mail's head that say what it is and whom it is from; each folded, without the end of its line. */
export function mailHead(mail: OutgoingEmail, date: Date): string[] {
  const { headers = {}, unsubscribe } = mail;
  const fields: Array<[name: string, value: string]> = [
    ['From', encoder.encodeHeaderValue('From', parseSender(mail.from))],
    ['To', encoder.encodeHeaderValue('To', { name: '', address: mail.to })],
  ];
  if (mail.replyTo !== null) fields.push(['Reply-To', encoder.encodeHeaderValue('Reply-To', parseSender(mail.replyTo))]);
  fields.push(
    ['Subject', encoder.encodeHeaderValue('Subject', mail.subject)],
    ['Message-ID', messageIdOf(mail)],
    ['Date', date.toUTCString().replace('GMT', '+0000')],
  );
  for (const [name, value] of Object.entries(headers)) fields.push([name, encoder.encodeHeaderValue(name, value)]);
  if (unsubscribe) {
    fields.push(['List-Unsubscribe', unsubscribe.map(bracketed).join(', ')], ['List-Unsubscribe-Post', ONE_CLICK]);
  }
  fields.push(['MIME-Version', '1.0']);
  return fields.map(([name, value]) => foldLines(`${name}: ${oneLine(value)}`, WIDTH));
}

/** The same at every attempt: by it mailboxes know a second copy. */
export const messageIdOf = ({ id, from }: OutgoingEmail): string =>
  `<${id}@${domainToASCII(domainOf(from)) || 'localhost'}>`;

/** Whom the mail server is told that the mail is from and to. */
export function envelopeOf({ from, to, returnPath }: OutgoingEmail): { from: string; to: string } {
  return { from: bareAddress(returnPath ?? parseSender(from).address), to: bareAddress(to) };
}

/** With its domain in ASCII, unless the rest of it is not in ASCII either. */
function bareAddress(address: string): string {
  const { to } = new MimeNode().setEnvelope({ to: { name: '', address } }).getEnvelope();
  return to[0] ?? '';
}

/** Between brackets an address has neither blanks nor brackets. */
const bracketed = (url: string): string => `<${url.replace(/[\s<>\p{Cc}]+/gu, '')}>`;

/** Whatever a value holds: it does not begin another line of the head. */
const oneLine = (value: string): string => value.replace(/[\r\n]+/g, ' ');
