import type { MessageReceipt } from '../email-request';
import type { ComposedSms } from './compose-sms';
import type { SmsReceipt } from './sms-request';

/** What whoever asked for a text message is told. @param first what is told of the message where it was asked for before */
export function smsReceipt({ message, figures }: ComposedSms, first?: MessageReceipt): SmsReceipt {
  const { id: messageId, verdict, reason, locale: language, recipient } = message;
  const receipt = { messageId, verdict, reason, language, recipient, text: message.text, ...figures };
  if (!first) return receipt;
  const { subject: _subject, ...known } = first;
  return { ...receipt, ...known };
}
