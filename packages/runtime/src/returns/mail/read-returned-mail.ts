import { createHash } from 'node:crypto';

import { days } from '../../shared';
import type { ReturnNotice } from '../notice';
import { readDeliveryStatus, type ReportedDelivery } from './delivery-status';
import { readFeedbackReport } from './feedback-report';
import { isAutomatic } from './is-automatic';
import { readPlainBounce } from './plain-bounce';
import { parseReceivedMail, type ReceivedMail } from './received-mail';
import { returnedMessage, type ReadReturnPath } from './returned-message';

/** What a mail that came back is. */
export type ReturnedMail =
  | { readonly is: 'report'; readonly notices: readonly ReturnNotice[] }
  /** Somebody asks by mail to be left alone. */
  | { readonly is: 'unsubscribe'; readonly token: string }
  | { readonly is: 'ignored'; readonly because: 'automatic' | 'unrelated' };

/** A mail that lay somewhere for longer is dated as if it had not. */
const OLDEST = days(7);

/**
 * Reads what arrived at the address for bounces or at the one for leaving: reports of mail servers (RFC 3464, and bounces
 * in words), complaints that mailbox providers pass on (RFC 5965), and people who want to leave. Nothing else counts.
 */
export async function readReturnedMail(
  raw: Buffer,
  { readPath, now }: { readonly readPath: ReadReturnPath; readonly now: number },
): Promise<ReturnedMail> {
  const mail = await parseReceivedMail(raw);
  const at = Math.min(now, Math.max(mail.date ?? now, now - OLDEST.milliseconds));
  const base = { isProven: false, provider: 'mail', at } as const;

  const reports = mail.parts('message/delivery-status', 'message/global-delivery-status');
  if (reports.length > 0) {
    const deliveries = reports.flatMap(readDeliveryStatus);
    return noticesOf(mail, deliveries, { ...base, message: returnedMessage(mail, readPath) });
  }

  const [feedback] = mail.parts('message/feedback-report');
  if (feedback !== undefined) {
    const report = readFeedbackReport(feedback);
    if (!report) return { is: 'ignored', because: 'unrelated' };
    const { type, recipients, mailFrom } = report;
    const complaint = { kind: 'complaint', recipients, code: type, text: null } as const;
    return noticesOf(mail, [complaint], { ...base, message: returnedMessage(mail, readPath, [mailFrom]) });
  }

  // Before what is automatic: bounces of Exim say that of themselves.
  const bounce = readPlainBounce(mail);
  if (bounce) return noticesOf(mail, [bounce], { ...base, message: returnedMessage(mail, readPath) });
  // Some mail programs say of the mails by which they leave for their readers that they are automatic.
  const token = /^\s*unsubscribe\s+([\w.\s-]+)$/i.exec(mail.subject)?.[1]?.replace(/\s/g, '');
  if (token !== undefined) return { is: 'unsubscribe', token };
  return { is: 'ignored', because: isAutomatic(mail) ? 'automatic' : 'unrelated' };
}

function noticesOf(
  mail: ReceivedMail,
  deliveries: readonly ReportedDelivery[],
  base: Pick<ReturnNotice, 'isProven' | 'provider' | 'at' | 'message'>,
): ReturnedMail {
  const notices = deliveries.map((delivery) => ({ ...base, ...delivery, key: keyOf(mail, delivery, base.message) }));
  return { is: 'report', notices };
}

/** The same for one mail however often, and by whichever ways, it is brought. */
function keyOf(mail: ReceivedMail, delivery: ReportedDelivery, message: string | undefined): string {
  const { kind, recipients, code, text } = delivery;
  const parts = [mail.messageId ?? `${mail.from} ${mail.date}`, message, kind, ...recipients, code, text];
  return `mail:${createHash('sha256').update(JSON.stringify(parts)).digest('base64url')}`;
}
