import type { OutgoingMessage, Provider } from '../provider';

/** A mail as it goes to a provider. `from` is `Name <address>` or an address. */
export interface OutgoingEmail extends OutgoingMessage {
  readonly replyTo: string | null;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Further ones of the mail's head, by name. */
  readonly headers?: Readonly<Record<string, string>>;
  /** How the reader leaves, best way first: an https address that takes RFC 8058's one click, then `mailto:`. */
  readonly unsubscribe?: readonly string[];
  /** Where bounces go; to the sender where left out. */
  readonly returnPath?: string;
}

export type EmailProvider = Provider<OutgoingEmail>;
