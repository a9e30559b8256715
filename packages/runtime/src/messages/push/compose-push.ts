import type { Queries } from '../../db';
import { CodedUserError, type Clock } from '../../shared';
import { firstLook } from '../arbiter';
import type { ComposedMessage } from '../compose-email';
import { plainData, renderForBrowsers, type BrowserContent } from '../render';
import { chooseSender } from '../senders';
import { readAudience } from '../template-contact';
import { writtenMessage } from '../written-message';
import { devicesOf } from './devices-of';
import { LARGEST_PAYLOAD, payloadOf } from './payload-of';
import { storePush } from './push-content';
import type { PushContent, PushPlace, PushReceipt, PushRequest } from './push-request';

const USUAL_EXPIRY = 24;

interface Dependencies {
  readonly queries: Queries;
  readonly clock: Clock;
}

export interface ComposedPush {
  readonly message: ComposedMessage;
  readonly devices: number;
}

/**
 * Decides and writes a push message in the contact's language. Reads only; `insertMessage` stores what comes back. Which of
 * the contact's browsers get it is looked up when it is handed over (outgoing-push-of.ts). A contact without such a browser
 * gives a message with the verdict `skip` and the reason.
 * @throws CONTACT_NOT_FOUND, PUSH_CONTENT_INVALID, LANGUAGE_MISSING, TEMPLATE_INVALID, TEMPLATE_TOO_LARGE
 */
export async function composePush({ queries, clock }: Dependencies, request: PushRequest): Promise<ComposedPush> {
  const { workspace, purpose, expiresInHours = USUAL_EXPIRY } = request;
  const audience = await readAudience(queries, workspace, request.contact, request.contents);
  const { contact, locale: fallbackLocale, timeZone } = audience;
  if (!contact) {
    throw new CodedUserError('CONTACT_NOT_FOUND', 'It is not known whose browsers the push message is for.');
  }
  const sender = await chooseSender(queries, { workspace, purpose, channel: 'push' });
  const { own, open } = renderForBrowsers({
    contents: request.contents.map(browserContent),
    ...{ locale: contact.locale, fallbackLocale, timeZone: contact.timeZone ?? timeZone },
    data: plainData(request.data),
    ...{ event: request.event, contact: { contact } },
  });
  checkSize(payloadOf(own, '', ''));
  const now = clock.now();
  const devices = await devicesOf(queries, workspace, contact.id);
  const to = { workspace, contact: contact.id, channel: 'push', purpose, recipient: '' } as const;
  const objection = sender && devices.length > 0 ? await firstLook(queries, to, now) : NO_DEVICE;
  const message = writtenMessage(
    {
      ...{ ...to, sender: sender?.address ?? '', senderId: sender?.id ?? 'push', locale: own.language },
      ...{ subject: own.texts.title ?? '', text: own.texts.text ?? '' },
      content: storePush({ own, open, expiresInHours }),
      reason: `${purpose} push message: no rule against it`,
    },
    now,
    objection,
  );
  return { message, devices: devices.length };
}

/** What whoever asked for a push message is told. */
export function pushReceipt({ message, devices }: ComposedPush): PushReceipt {
  const { id: messageId, verdict, reason, locale: language } = message;
  return { messageId, verdict, reason, language, devices };
}

const NO_DEVICE = {
  code: 'CONTACT_HAS_NO_ADDRESS',
  reason: 'CONTACT_HAS_NO_ADDRESS: no browser of the contact takes push messages',
} as const;

function browserContent({ language, ...texts }: PushContent): BrowserContent<PushPlace> {
  if (texts.title?.trim()) return { language, texts };
  throw new CodedUserError('PUSH_CONTENT_INVALID', `The push message has no title in "${language}".`, { language });
}

function checkSize(payload: string): void {
  const size = Buffer.byteLength(payload);
  if (size <= LARGEST_PAYLOAD) return;
  const message = `The push message has ${size} bytes, and push services take ${LARGEST_PAYLOAD}: shorten its text and its addresses.`;
  throw new CodedUserError('PUSH_CONTENT_INVALID', message, { size });
}
