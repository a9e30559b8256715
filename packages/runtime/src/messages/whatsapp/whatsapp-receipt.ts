import type { MessageReceipt } from '../email-request';
import type { ComposedWhatsapp } from './compose-whatsapp';
import type { WhatsappReceipt } from './whatsapp-request';

/** What whoever asked for a WhatsApp message is told. @param first what is told of it where it was asked for before */
export function whatsappReceipt(
  { message, form, template }: ComposedWhatsapp,
  first?: MessageReceipt,
): WhatsappReceipt {
  const { id: messageId, verdict, reason, locale: language, recipient } = message;
  const receipt: WhatsappReceipt = { messageId, verdict, reason, language, recipient, form, template };
  if (!first) return receipt;
  const { subject: _subject, ...known } = first;
  return { ...receipt, ...known };
}
