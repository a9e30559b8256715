/** A mail as it goes to a provider. */
export interface OutgoingEmail {
  /** The message's id. The same mail has the same id at every attempt. */
  readonly id: string;
  /** `Name <address>` or an address. */
  readonly from: string;
  readonly to: string;
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

/**
 * What hands mails over. Implementations are held to one suite: provider-contract.ts in the tests.
 *
 * `send` resolves once the provider has taken the mail over, and throws nothing but ProviderTemporaryError,
 * ProviderPermanentError and ProviderMisconfiguredError.
 */
export interface EmailProvider {
  /** Stored with each message. */
  readonly name: string;
  /**
   * @param onLastByte called right before the provider gets what makes the mail its own: until then it surely has not
   *   been sent. Where it throws, the mail must not be handed over.
   */
  send(mail: OutgoingEmail, onLastByte?: () => void): Promise<{ providerMessageId: string }>;
  /** Lets go of connections; sends in hand finish first. */
  close(): Promise<void>;
}
