import type { entities, Queries } from '../../db';
import type { ChosenSender } from '../senders';
import { checkRecipient } from './check-recipient';
import { smsFigures } from './sms-figures';
import type { SmsReceipt } from './sms-request';

/** What is told of a text message that was asked for before, whatever became of its templates and its contact since. */
export async function knownSms(queries: Queries, message: entities.Message): Promise<SmsReceipt> {
  const { id: messageId, verdict, reason, locale: language, recipient, text, purpose, senderId } = message;
  const sender = await queries.get<Pick<ChosenSender, 'address' | 'pricePer1000' | 'currency'>>(
    'SELECT address, price_per_1000 AS "pricePer1000", currency FROM sender WHERE id = ?',
    [senderId],
  );
  const { warning } = checkRecipient(recipient, null);
  const figures = smsFigures({ text, recipient, purpose, sender, warning });
  return { messageId, verdict, reason, language, recipient, text, ...figures };
}
