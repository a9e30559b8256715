/** What every message has on its way to a provider, whatever its channel. */
export interface OutgoingMessage {
  /** The message's id. The same message has the same id at every attempt. */
  readonly id: string;
  /** The sender's address on the channel. */
  readonly from: string;
  readonly to: string;
  /** Where the provider tells what becomes of the message; where it is left out, it tells nobody. */
  readonly callbackUrl?: string;
}

/**
 * What hands messages of one channel over, with the settings of one sender. All are held to one suite:
 * provider-conformance.ts in the tests.
 *
 * `send` resolves once the provider has taken the message over, and throws nothing but the errors of provider-errors.ts:
 * ProviderTemporaryError, ProviderPermanentError, ProviderMisconfiguredError, RecipientUnsubscribedError,
 * RecipientUnreachableError, MessageDeclinedError and TemplateFaultyError. It ends within minutes, whatever the provider does.
 */
export interface Provider<M extends OutgoingMessage> {
  /** Stored with each message. */
  readonly name: string;
  /** How many messages it takes at a time; a few where it does not say. */
  readonly places?: number;
  /**
   * @param onLastByte called right before the provider gets what makes the message its own: until then it surely has
   *   not been sent. Where it throws, the message must not be handed over.
   */
  send(message: M, onLastByte?: () => void): Promise<{ providerMessageId: string }>;
  /** Lets go of connections; sends in hand finish first. */
  close(): Promise<void>;
}
