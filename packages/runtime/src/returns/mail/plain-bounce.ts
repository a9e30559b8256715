import { kindOfStatus, statusIn } from '../kind-of-status';
import type { ReturnKind } from '../notice';
import type { ReportedDelivery } from './delivery-status';
import type { ReceivedMail } from './received-mail';

const MAIL_SYSTEM = /^(mailer-daemon|postmaster|mailerdaemon)@/;
/** Servers that still try say so. */
const IS_WARNING = /\b(warning|delayed)\b/i;
/** A reply code of SMTP at the place where servers quote another one. */
const REPLY = /(?:^|[\s:>(])([45]\d\d)[ -](?=[^\d])/;
/** As RFC 5321 has them: no such mailbox, here or there, or a name that is none. */
const NO_SUCH_MAILBOX = ['550', '551', '553'];

/**
 * Reads a bounce that is meant for people only: older Exim names the addresses in a header, others say in their text what
 * another server said. @returns undefined where it is none
 */
export function readPlainBounce(mail: ReceivedMail): ReportedDelivery | undefined {
  const failed = mail.header('x-failed-recipients').flatMap((line) => line.toLowerCase().split(/[\s,]+/));
  if (failed.length === 0 && !MAIL_SYSTEM.test(mail.from)) return undefined;
  const line = mail.text.split('\n').find((each) => statusIn(each) ?? REPLY.test(each));
  const isRouteless = /unrouteable address/i.test(mail.text);
  if (line === undefined && failed.length === 0) return undefined;
  const status = statusIn(line ?? '');
  const code = status ?? REPLY.exec(line ?? '')?.[1] ?? null;
  return {
    kind: IS_WARNING.test(mail.subject) ? 'deferred' : isRouteless && line === undefined ? 'hard' : kindOf(code),
    recipients: failed.filter((address) => address.includes('@')),
    code,
    text: (line ?? (isRouteless ? 'Unrouteable address' : mail.subject)).trim(),
  };
}

function kindOf(code: string | null): ReturnKind {
  if (code === null || code.startsWith('4')) return 'soft';
  if (code.includes('.')) return kindOfStatus(code) ?? 'soft';
  return NO_SUCH_MAILBOX.includes(code) ? 'hard' : 'review';
}
