import type { EventPayload } from '../events';
import type { LocalizedContent } from './email-request';
import type { Layout } from './render/layout';

/**
 * What a message is written from when its turn to be sent has come. Stored as JSON in the message's row until then, so
 * that it says what is true when it goes: the contact's language, name and attributes may have changed in the meantime.
 */
export interface MessageDraft {
  /** The templates, or the id of the row of `message_content` that has them. */
  readonly contents: readonly LocalizedContent[] | string;
  /** What the templates name beside the event and the contact. Plain JSON. */
  readonly data: object;
  /** The event that the execution is about: its id, or what it holds where it stands in no log. */
  readonly event: number | EventPayload | null;
  /** `default` where left out. */
  readonly layout?: Layout;
}
