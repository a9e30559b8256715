/** What the server says of the site. */
export interface Config {
  /** The write key. */
  readonly key: string;
  /** Where the server is, without a slash at its end. */
  readonly url: string;
  readonly consent: 'required' | 'none';
  readonly honourPrivacySignals: boolean;
  readonly idleSeconds: number;
  /** Left out where the site has no push messages. */
  readonly push?: PushConfig;
}

export interface PushConfig {
  /** The key that the browser agrees to, as base64url. */
  readonly key: string;
  /** Where on the shop's own server its worker stands. */
  readonly worker: string;
  /** After so many seconds on a later page than the first the script asks by itself; null: the shop does. */
  readonly askAfterSeconds: number | null;
}

export type Properties = Record<string, unknown>;
