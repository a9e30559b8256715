import { domainToASCII } from 'node:url';

import { foldLines } from 'nodemailer/lib/mime-funcs';
import MimeNode from 'nodemailer/lib/mime-node';

import { domainOf, parseSender } from '../../../email-address';
import { BoundedCache } from '../../../render/bounded-cache';
import type { OutgoingEmail } from '../email-provider';

/** RFC 8058: a POST to the address is enough, no page has to be opened. */
const ONE_CLICK = 'List-Unsubscribe-Post: List-Unsubscribe=One-Click';
const WIDTH = 76;
/** Senders whose lines are kept: there are few, and each stands in many mails. */
const KEPT_SENDERS = 200;

/** nodemailer's way to write what stands in a head: encoded words, quoted names, domains in ASCII. */
const encoder = new MimeNode();
const senders = new BoundedCache<string>(KEPT_SENDERS);

/** The lines of a mail's head that say what it is and whom it is from; each folded, without the end of its line. */
export function mailHead(mail: OutgoingEmail, date: Date): string[] {
  const { from, to, replyTo, subject, headers = {}, unsubscribe } = mail;
  return [
    field('From', senderLine(from)),
    field('To', isPlainAddress(to) ? to : encoder.encodeHeaderValue('To', { name: '', address: to })),
    ...(replyTo === null ? [] : [field('Reply-To', senderLine(replyTo))]),
    field('Subject', encoded('Subject', subject)),
    field('Message-ID', messageIdOf(mail)),
    field('Date', date.toUTCString().replace('GMT', '+0000')),
    ...Object.entries(headers).map(([name, value]) => field(name, encoded(name, value))),
    ...(unsubscribe ? [field('List-Unsubscribe', unsubscribe.map(bracketed).join(', ')), ONE_CLICK] : []),
    'MIME-Version: 1.0',
  ];
}

/** Whatever the value holds: it does not begin another line of the head. */
function field(name: string, value: string): string {
  const line = `${name}: ${value.replace(/[\r\n]+/g, ' ')}`;
  return line.length < WIDTH ? line : foldLines(line, WIDTH);
}

/** Text that is no plain ASCII becomes encoded words, and so does what looks like one. */
const encoded = (name: string, text: string): string =>
  /^[ -~]*$/.test(text) && !text.includes('=?') ? text : encoder.encodeHeaderValue(name, text);

const senderLine = (sender: string): string =>
  senders.get(sender, () => encoder.encodeHeaderValue('From', parseSender(sender)));

/** The same at every attempt: by it mailboxes know a second copy. */
export const messageIdOf = ({ id, from }: OutgoingEmail): string =>
  `<${id}@${domainToASCII(domainOf(from)) || 'localhost'}>`;

/** Whom the mail server is told that the mail is from and to. */
export function envelopeOf({ from, to, returnPath }: OutgoingEmail): { from: string; to: string } {
  return { from: bareAddress(returnPath ?? parseSender(from).address), to: bareAddress(to) };
}

/** With its domain in ASCII, unless the rest of it is not in ASCII either. */
function bareAddress(address: string): string {
  if (isPlainAddress(address)) return address;
  const { to } = new MimeNode().setEnvelope({ to: { name: '', address } }).getEnvelope();
  return to[0] ?? '';
}

/** Written the same everywhere: nearly every address is. */
const isPlainAddress = (address: string): boolean => /^[\w+-]+(\.[\w+-]+)*@[a-z\d.-]+$/i.test(address);

/** Between brackets an address has neither blanks nor brackets. */
const bracketed = (url: string): string => `<${url.replace(/[\s<>\p{Cc}]+/gu, '')}>`;
