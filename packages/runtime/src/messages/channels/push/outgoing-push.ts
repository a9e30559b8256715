import type { OutgoingMessage } from '../provider';

/** A browser that takes push messages, with what it is sent. */
export interface PushTarget {
  readonly device: string;
  readonly endpoint: string;
  /** What it is encrypted with, as base64url. */
  readonly keys: { readonly p256dh: string; readonly auth: string };
  /** JSON, as the worker of the site reads it. */
  readonly payload: string;
}

/** A push message as it goes to the push services of a contact's browsers. `from` is a `mailto:` or `https:` address. */
export interface OutgoingPush extends OutgoingMessage {
  readonly targets: readonly PushTarget[];
  /** A browser that is off for longer does not get it. */
  readonly timeToLive: { readonly seconds: number };
}
