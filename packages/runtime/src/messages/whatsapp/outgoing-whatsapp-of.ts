import type { entities, Queries } from '../../db';
import type { Clock } from '../../shared';
import { MessageDeclinedError, TemplateFaultyError } from '../channels/provider-errors';
import type { OutgoingWhatsapp } from '../channels/whatsapp/outgoing-whatsapp';
import { windowClosesAt } from './service-window';
import { readContent } from './stored-content';
import { faultOf } from './template-faults';

/**
 * What of a WhatsApp message goes now: between the writing and the hand-over the contact may have written, or the time for
 * texts may have run out.
 * @throws MessageDeclinedError where only a template could go and there is none, TemplateFaultyError while the provider does
 *   not take the template
 */
export async function outgoingWhatsappOf(
  { queries, clock }: { readonly queries: Queries; readonly clock: Clock },
  message: entities.Message,
): Promise<OutgoingWhatsapp> {
  const { id, sender: from, senderId, contact, recipient: to } = message;
  const { template, isTextRefused = false } = readContent(message.content);
  const sender = senderId ?? '';
  const now = clock.now();
  // To somebody who is no contact nothing but a test goes: the provider knows whether they wrote.
  const isOpen = contact === null || (await windowClosesAt(queries, { sender, contact }, now)) !== null;
  const text = message.text !== '' && !isTextRefused && isOpen ? message.text : null;
  if (text === null && !template) {
    const reason = 'The contact has not written in the last 24 hours, and there is no template';
    throw new MessageDeclinedError(reason, undefined, 'WHATSAPP_WINDOW_CLOSED');
  }
  const fault = text === null && template ? await faultOf(queries, { sender, ...template }, now) : undefined;
  if (fault !== undefined) throw new TemplateFaultyError(fault);
  return { id, from, to, text, template };
}
