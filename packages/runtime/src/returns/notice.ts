/**
 * What came back: `hard`: there is no such address. `soft`: not now, or not any more. `review`: refused for what the
 * message or its sender is, which says nothing about the address.
 */
export type ReturnKind = 'hard' | 'soft' | 'review' | 'complaint' | 'delivered' | 'deferred';

/** What a mail server or a mail service told of one message to one address, whichever way it came. */
export interface ReturnNotice {
  readonly kind: ReturnKind;
  /** Two with the same key are one, told twice. */
  readonly key: string;
  /** Our id of the message, where the notice holds something that only its mail could tell. */
  readonly message?: string;
  /** The id that the service gave the message. */
  readonly providerMessageId?: string;
  /** The addresses that it is about, as far as it names any: the one that was written to, and the one behind it. */
  readonly recipients: readonly string[];
  /** Whether whoever tells it has proven who they are: only then an address alone says which message is meant. */
  readonly isProven: boolean;
  /** Who tells it: `mail`, or the name of a mail service. */
  readonly provider: string;
  /** An enhanced status code such as 5.1.1, or what the service has in its place. */
  readonly code: string | null;
  readonly text: string | null;
  /** UTC epoch ms. */
  readonly at: number;
}
