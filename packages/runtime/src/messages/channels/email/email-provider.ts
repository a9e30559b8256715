import type { OutgoingMessage, Provider } from '../provider';

/** A mail as it goes to a provider. `from` is `Name <address>` or an address. */
export interface OutgoingEmail extends OutgoingMessage {
  readonly replyTo: string | null;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

export type EmailProvider = Provider<OutgoingEmail>;
