import type { entities, Queries } from '../../db';
import { windowClosesAt } from './service-window';
import { readContent } from './stored-content';
import type { WhatsappReceipt } from './whatsapp-request';

/** What is told of a WhatsApp message that was asked for before: its form is the one in which it would go now. */
export async function knownWhatsapp(
  queries: Queries,
  message: entities.Message,
  now: number,
): Promise<WhatsappReceipt> {
  const { id: messageId, verdict, reason, locale: language, recipient, text, senderId, contact } = message;
  const { template } = readContent(message.content);
  const isOpen = contact !== null && (await windowClosesAt(queries, { sender: senderId ?? '', contact }, now)) !== null;
  const form = text !== '' && (isOpen || !template) ? 'text' : template ? 'template' : null;
  return {
    ...{ messageId, verdict, reason, language, recipient },
    form: verdict === 'skip' ? null : form,
    template: template && { name: template.name, language: template.language },
  };
}
