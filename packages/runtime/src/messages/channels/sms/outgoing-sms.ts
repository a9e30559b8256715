import type { OutgoingMessage } from '../provider';

/** A text message as it goes to a provider: `from` is a sender id or a number, `to` is E.164 (`+972…`). */
export interface OutgoingSms extends OutgoingMessage {
  readonly text: string;
}
