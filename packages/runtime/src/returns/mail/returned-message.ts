import type { ReceivedMail } from './received-mail';
import { reportFields } from './report-fields';

/** Reads return paths; those of others are undefined. */
export type ReadReturnPath = (address: string) => string | undefined;

const ENVELOPE = ['x-envelope-to', 'envelope-to', 'delivered-to', 'x-original-to', 'to', 'cc'];
const OUR_ID = /<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@[^>]+>/i;

/**
 * Which message of ours a report is about: first by the address that it came to, which is signed; else by the Message-ID
 * in what it quotes of the mail, which nobody knows but who has the mail.
 */
export function returnedMessage(
  mail: ReceivedMail,
  readPath: ReadReturnPath,
  more: ReadonlyArray<string | undefined> = [],
): string | undefined {
  const [quoted] = mail.parts('message/rfc822', 'text/rfc822-headers', 'message/rfc822-headers');
  const original = quoted === undefined ? undefined : reportFields(quoted)[0];
  const paths = [...ENVELOPE.flatMap((name) => mail.header(name)), original?.get('return-path'), ...more];
  for (const path of paths) {
    for (const [address] of (path ?? '').matchAll(/[^\s<>,;:"]+@[^\s<>,;:"]+/g)) {
      const message = readPath(address);
      if (message !== undefined) return message;
    }
  }
  const ids = [
    original?.get('message-id'),
    ...mail.quotedIds,
    ...mail.header('in-reply-to'),
    ...mail.header('references'),
    mail.text,
  ];
  return ids.map((id) => OUR_ID.exec(id ?? '')?.[1]?.toLowerCase()).find((id) => id !== undefined);
}
