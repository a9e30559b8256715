import type { IncomingHttpHeaders } from 'node:http';

import type { ProviderFailure, UnsubscribedScope } from './provider-errors';

/** A request by which a provider tells us something, as it came. */
export interface CallbackRequest {
  readonly method: 'GET' | 'POST';
  /** The whole address under which the provider knows us, with its query: some sign it. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** Signatures hold for exactly these bytes. */
  readonly rawBody: Buffer;
  /** UTC epoch ms. */
  readonly receivedAt: number;
}

/** How far a message came. A later state never goes back to an earlier one (reduce-delivery-state.ts). */
export type DeliveryState = 'sent' | 'delivered' | 'read' | 'failed';

interface OnMessage {
  /** The provider's id, or ours where the provider gives it back. One of them is there. */
  readonly providerMessageId?: string;
  readonly messageId?: string;
}

/** A provider tells what became of a message. */
export interface DeliveryUpdate extends OnMessage {
  readonly kind: 'delivery';
  readonly state: DeliveryState;
  /** UTC epoch ms. */
  readonly at: number;
  /** Why it failed, with the provider's own code. */
  readonly reason?: string;
  /** As RecipientUnreachableError does: another channel may reach them. */
  readonly isUnreachable?: boolean;
  /** What `send` would have thrown, had the provider known it at once. */
  readonly failure?: ProviderFailure;
}

/** Somebody wrote to the sender. */
export interface ReplyUpdate {
  readonly kind: 'reply';
  /** Makes the same reply, told of twice, one. */
  readonly id: string;
  /** A number as E.164, or what the provider calls the person where it does not tell their number. */
  readonly from: string;
  /** What WhatsApp calls the person, beside their number or instead of it. */
  readonly whatsappId?: string;
  readonly to: string;
  readonly text: string;
  readonly at: number;
}

/** Somebody told the provider that they want no more messages, or, after that, that they want them again. */
export interface OptOutUpdate {
  readonly kind: 'optOut' | 'optIn';
  readonly id: string;
  readonly from: string;
  readonly whatsappId?: string;
  /** The provider's words for it: part of the evidence. */
  readonly detail?: string;
  readonly scope: UnsubscribedScope;
  readonly at: number;
}

export type CallbackUpdate = DeliveryUpdate | ReplyUpdate | OptOutUpdate;

export interface CallbackReading {
  readonly updates: readonly CallbackUpdate[];
  /** What the provider wants to hear; 204 and nothing where it is left out. */
  readonly answer?: { readonly contentType: string; readonly body: string };
}
