import { CodedUnexpectedError } from '../../../shared';
import { MessageDeclinedError } from '../provider-errors';
import type { OutgoingWhatsapp, WhatsappTemplate } from './outgoing-whatsapp';

type Sent = Promise<{ providerMessageId: string }>;

interface Ways {
  text(text: string, onLastByte?: () => void): Sent;
  template(template: WhatsappTemplate, onLastByte?: () => void): Sent;
}

/**
 * Sends the text of a message, or its template where it has none, or where the provider says that the time for texts is
 * over. `onLastByte` is told once: that text was refused, and a template that breaks off is as much in doubt as any message.
 */
export async function sendTextOrTemplate(
  { text, template }: OutgoingWhatsapp,
  onLastByte: (() => void) | undefined,
  ways: Ways,
): Sent {
  if (text === null) {
    if (!template) throw new CodedUnexpectedError('INTERNAL', 'A WhatsApp message has neither a text nor a template.');
    return await ways.template(template, onLastByte);
  }
  try {
    return await ways.text(text, onLastByte);
  } catch (error) {
    const isClosed = error instanceof MessageDeclinedError && error.code === 'WHATSAPP_WINDOW_CLOSED';
    if (!isClosed || !template) throw error;
    return await ways.template(template);
  }
}
