import type { Queries } from '../../db';
import { chooseSender } from '../senders';
import { checkRecipient, type RecipientCheck } from './check-recipient';
import { finishText } from './finish-text';
import { smsFigures } from './sms-figures';
import type { SmsFigures } from './sms-request';

export interface SmsPreview {
  readonly workspace: number;
  /** As it is written, templates filled in by whoever asks. */
  readonly text: string;
  readonly language?: string;
  readonly purpose?: 'promotional' | 'transactional';
  readonly sender?: string;
  readonly to?: string;
  readonly optOutText?: boolean;
  readonly shortLinks?: boolean;
}

/**
 * What a text would cost, as it would be sent: with the words that refuse more, and with short links.
 * @throws SENDER_NOT_FOUND where one is asked for that is not there
 */
export async function previewSms(
  queries: Queries,
  publicUrl: string,
  { workspace, text, language = 'en', purpose = 'promotional', ...request }: SmsPreview,
): Promise<SmsFigures & { readonly text: string }> {
  const sender = await chooseSender(queries, { workspace, channel: 'sms', purpose, sender: request.sender });
  const { text: whole } = finishText(text, { ...request, language, purpose, sender, publicUrl });
  const check: RecipientCheck = request.to === undefined ? { recipient: '' } : checkRecipient(request.to, null);
  const { recipient, warning = check.objection?.reason } = check;
  return { text: whole, ...smsFigures({ text: whole, recipient, purpose, sender, warning }) };
}
