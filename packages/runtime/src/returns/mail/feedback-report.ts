import { addressIn, reportFields } from './report-fields';

/** What a mailbox provider tells of a reader who marked a mail (RFC 5965). */
export interface FeedbackReport {
  readonly type: string;
  readonly recipients: readonly string[];
  readonly mailFrom: string | undefined;
}

/** Of these types a person has said that they do not want it; others tell of failed checks and of viruses. */
const COMPLAINTS = ['abuse', 'fraud', 'opt-out', 'opt-out-list', 'other'];

/** Reads a part of type message/feedback-report. @returns undefined where nobody complains */
export function readFeedbackReport(content: string): FeedbackReport | undefined {
  const [fields] = reportFields(content);
  const type = fields?.get('feedback-type')?.toLowerCase();
  if (!fields || type === undefined || !COMPLAINTS.includes(type)) return undefined;
  const recipient = addressIn(fields.get('original-rcpt-to'));
  return {
    type,
    recipients: recipient === undefined ? [] : [recipient],
    mailFrom: fields.get('original-mail-from'),
  };
}
