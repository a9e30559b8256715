import type { Queries } from '../../db';
import { chooseSender, isReplyCapable } from '../senders';
import { checkRecipient } from './check-recipient';
import { optOutText } from './opt-out-text';
import { shortenLinks } from './shorten-links';
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
  const written = request.shortLinks === false ? text : shortenLinks(text, publicUrl).text;
  const isRefusable = sender !== undefined && isReplyCapable(sender.address);
  const ends = purpose === 'promotional' && request.optOutText !== false && isRefusable;
  const whole = ends ? `${written}\n${optOutText(language)}` : written;
  const {
    recipient,
    objection,
    warning = objection?.reason,
  } = request.to === undefined ? { recipient: '' } : checkRecipient(request.to, null);
  return { text: whole, ...smsFigures({ text: whole, recipient, purpose, sender, warning }) };
}
