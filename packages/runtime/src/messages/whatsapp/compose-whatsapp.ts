import type { Queries } from '../../db';
import { CodedUserError, type Clock } from '../../shared';
import { firstLook } from '../arbiter';
import { TemplateFaultyError } from '../channels/provider-errors';
import type { ComposedMessage } from '../compose-email';
import { plainData } from '../render';
import { chooseSender } from '../senders';
import { readAudience, readingOf } from '../template-contact';
import { writtenMessage } from '../written-message';
import { chooseForm, type ChosenForm } from './choose-form';
import { renderWhatsapp } from './render-whatsapp';
import { storeContent } from './stored-content';
import { faultOf } from './template-faults';
import { whatsappIdOf, whatsappRecipient } from './whatsapp-recipient';
import type { WhatsappRequest } from './whatsapp-request';
import { windowClosesAt } from './service-window';

export interface WhatsappDependencies {
  readonly queries: Queries;
  readonly clock: Clock;
  /** The page on which a contact decides what they get: templates name it. */
  readonly preferencesUrl?: (workspace: number, contact: number) => string;
}

export interface ComposedWhatsapp {
  readonly message: ComposedMessage;
  readonly form: ChosenForm['form'];
  readonly template: { readonly name: string; readonly language: string } | null;
}

/**
 * Decides and writes a WhatsApp message: language and number by the contact, text or template by when the contact wrote
 * last. Reads only; `insertMessage` stores what comes back. What can go is decided once more at the hand-over
 * (outgoing-whatsapp-of.ts). A contact that cannot be written to gives a message with the verdict `skip` and the reason.
 * @throws CONTACT_NOT_FOUND, SENDER_NOT_FOUND, WHATSAPP_CONTENT_INVALID, WHATSAPP_TEMPLATE_FAULTY while the provider does
 *   not take the template, LANGUAGE_MISSING, TEMPLATE_INVALID, TEMPLATE_TOO_LARGE
 */
export async function composeWhatsapp(
  { queries, clock, preferencesUrl }: WhatsappDependencies,
  request: WhatsappRequest,
): Promise<ComposedWhatsapp> {
  const { workspace, purpose } = request;
  const audience = await readAudience(queries, workspace, request.contact, request.contents);
  const { contact, brand } = audience;
  if (request.contact !== null && !contact) {
    throw new CodedUserError('CONTACT_NOT_FOUND', `There is no contact ${request.contact} to write to.`);
  }
  const sender = await chooseSender(queries, { ...request, channel: 'whatsapp' });
  if (!sender) {
    throw new CodedUserError('SENDER_NOT_FOUND', `There is no sender for ${purpose} WhatsApp messages: create one.`);
  }
  const rendered = renderWhatsapp({
    contents: request.contents,
    ...readingOf(audience, {
      event: request.event,
      preferencesUrl: contact && preferencesUrl?.(workspace, contact.id),
    }),
    data: plainData(request.data),
    narrators: brand?.narrator,
  });
  const now = clock.now();
  const ownAddress = contact ? contact.phone || (await whatsappIdOf(queries, contact.id)) : '';
  const { recipient, objection: wrong } = whatsappRecipient(request.to?.trim() || ownAddress, contact?.country);
  const closesAt = contact ? await windowClosesAt(queries, { sender: sender.id, contact: contact.id }, now) : null;
  const choice = chooseForm(rendered, closesAt);
  const to = { workspace, contact: request.contact, channel: 'whatsapp', purpose, recipient } as const;
  const objection = wrong ?? (await firstLook(queries, to, now)) ?? choice.objection;
  const { template } = rendered;
  if (!objection && choice.form === 'template' && template) {
    const fault = await faultOf(queries, { sender: sender.id, ...template }, now);
    if (fault !== undefined) throw new TemplateFaultyError(fault, { template: template.name, sender: sender.id });
  }
  const message = writtenMessage(
    {
      ...{ ...to, sender: sender.address, senderId: sender.id, locale: rendered.language, text: rendered.text ?? '' },
      subject: template ? `${template.name} (${template.language})` : '',
      // A template with empty places is refused: then there is only the text.
      content: storeContent({ template: rendered.empty.length > 0 ? null : template }),
      reason: `${purpose} WhatsApp message: ${choice.reason}`,
    },
    now,
    objection,
  );
  return {
    message,
    form: objection ? null : choice.form,
    template: template && { name: template.name, language: template.language },
  };
}
