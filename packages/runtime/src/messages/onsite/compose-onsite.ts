import type { Queries } from '../../db';
import { CodedUserError, hours, type Clock } from '../../shared';
import { firstLook } from '../arbiter';
import type { ComposedMessage } from '../compose-email';
import { plainData, renderForBrowsers, type BrowserContent } from '../render';
import { readAudience } from '../template-contact';
import { writtenMessage } from '../written-message';
import { storeOnsite } from './onsite-content';
import {
  ONSITE_PLACES,
  type OnsiteContent,
  type OnsiteKind,
  type OnsitePlace,
  type OnsiteReceipt,
  type OnsiteRequest,
} from './onsite-request';

/** No sender of the outbox: what bears it waits for a browser to come. */
export const ONSITE_SENDER = 'onsite';
const USUAL_EXPIRY = 7 * 24;

interface Dependencies {
  readonly queries: Queries;
  readonly clock: Clock;
}

export interface ComposedOnsite {
  readonly message: ComposedMessage;
  readonly kind: OnsiteKind;
}

/**
 * Writes an on-site message, in the contact's language, or in all of them for a visitor whom nobody knows. It waits for
 * their next page, and is judged when that would show it (browser-messages.ts). Reads only; `insertMessage` stores what
 * comes back.
 * @throws CONTACT_NOT_FOUND, ONSITE_CONTENT_INVALID, LANGUAGE_MISSING, TEMPLATE_INVALID, TEMPLATE_TOO_LARGE
 */
export async function composeOnsite({ queries, clock }: Dependencies, request: OnsiteRequest): Promise<ComposedOnsite> {
  const { workspace, purpose, kind, moment, visitor = '', step: sender, repeat = 'once' } = request;
  const audience = await readAudience(queries, workspace, request.contact, request.contents);
  const { contact, locale: fallbackLocale, timeZone } = audience;
  if (request.contact !== null && !contact) {
    throw new CodedUserError('CONTACT_NOT_FOUND', `There is no contact ${request.contact} to show something to.`);
  }
  const contents = request.contents.map(browserContent);
  const write = (own: ReadonlyArray<BrowserContent<OnsitePlace>>) =>
    renderForBrowsers({
      contents: own,
      ...{ locale: contact?.locale, fallbackLocale, timeZone: contact?.timeZone ?? timeZone },
      data: plainData(request.data),
      ...(contact && { event: request.event, contact: { contact } }),
    });
  const texts = contact ? [write(contents)] : contents.map((content) => write([content]));
  const [first] = texts;
  if (!first) throw new CodedUserError('LANGUAGE_MISSING', 'The on-site message has no content: add a language.');
  const now = clock.now();
  const to = { workspace, contact: request.contact, channel: 'onsite', purpose, recipient: visitor } as const;
  const objection = contact || visitor !== '' ? await firstLook(queries, to, now) : NOBODY;
  const message = writtenMessage(
    {
      ...{ ...to, sender, senderId: ONSITE_SENDER, locale: first.own.language },
      ...{ subject: first.own.texts.title ?? '', text: first.own.texts.text ?? '' },
      content: storeOnsite({
        ...{ kind, moment, repeat, texts },
        expiresAt: now + hours(request.expiresInHours ?? USUAL_EXPIRY).milliseconds,
      }),
      reason: `${purpose} on-site message: it waits for a page that shows it`,
    },
    now,
    objection,
  );
  return { message, kind };
}

/** What whoever asked for an on-site message is told. */
export function onsiteReceipt({ message, kind }: ComposedOnsite): OnsiteReceipt {
  const { id: messageId, verdict, reason, locale: language, recipient } = message;
  return { messageId, verdict, reason, language, recipient, kind };
}

const NOBODY = {
  code: 'CONTACT_HAS_NO_ADDRESS',
  reason: 'CONTACT_HAS_NO_ADDRESS: neither a contact nor a visitor is named',
} as const;

function browserContent({ language, ...texts }: OnsiteContent): BrowserContent<OnsitePlace> {
  if (ONSITE_PLACES.slice(0, 2).some((place) => texts[place]?.trim())) return { language, texts };
  const message = `The on-site message has neither a title nor a text in "${language}".`;
  throw new CodedUserError('ONSITE_CONTENT_INVALID', message, { language });
}
