import { quotedPrintable } from './quoted-printable';

/** Longer lines are broken by some mail programs. */
const LONGEST_LINE = 76;
const BASE64_LINE = /.{76}(?!$)/g;

/**
 * A part of a mail with its own head, in ASCII: as it is where that is possible, else in the shorter of the two ways that mail
 * has for it, which is base64 for Hebrew or Arabic and quoted-printable for everything that is mostly Latin letters or HTML.
 */
export function textPart(type: 'plain' | 'html', text: string): string {
  const { encoding, body } = encode(text.replace(/\r\n?|\n/g, '\r\n'));
  return `Content-Type: text/${type}; charset=utf-8\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}`;
}

function encode(text: string): { encoding: string; body: string } {
  const more = Buffer.byteLength(text) - text.length;
  if (more === 0 && isPlain(text)) return { encoding: '7bit', body: text };
  // A letter of two bytes, as most are that are no ASCII, takes 6 characters one way and 2.7 the other.
  const isMostlyAscii = 6 * more + (text.length - more) <= (4 / 3) * (text.length + more);
  if (isMostlyAscii) return { encoding: 'quoted-printable', body: quotedPrintable(text) };
  return { encoding: 'base64', body: Buffer.from(text).toString('base64').replace(BASE64_LINE, '$&\r\n') };
}

const isPlain = (text: string): boolean =>
  /^[\t\r\n -~]*$/.test(text) && text.split('\r\n').every(({ length }) => length <= LONGEST_LINE);
