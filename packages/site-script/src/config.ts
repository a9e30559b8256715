/** What the server says of the site. */
export interface Config {
  /** The write key. */
  readonly key: string;
  /** Where the server is, without a slash at its end. */
  readonly url: string;
  readonly consent: 'required' | 'none';
  readonly honourPrivacySignals: boolean;
  readonly idleSeconds: number;
}

export type Properties = Record<string, unknown>;
