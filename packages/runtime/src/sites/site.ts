/** How a site is tracked. */
export interface SiteSettings {
  /** Origins whose pages may send, as `https://shop.example` or `https://*.shop.example`; `*` for every origin. */
  readonly allowedOrigins: readonly string[];
  /** `required`: nothing is stored or sent by a browser before the visitor agrees. */
  readonly consent: 'required' | 'none';
  /** Whether a browser's Do Not Track and Global Privacy Control count as a no. */
  readonly honourPrivacySignals: boolean;
  /** Without a movement for so long a visitor is idle. */
  readonly idleSeconds: number;
  /** For how long it is kept what visitors did that nobody knows. */
  readonly retentionDays: number;
  /** Of events of unknown visitors; beyond it the oldest are forgotten. */
  readonly mostEvents: number;
  /** The shop connection whose customers the `userId` of servers names; null where it names e-mail addresses only. */
  readonly shop: string | null;
  /** ISO 4217, for amounts that name no currency. */
  readonly currency: string;
  /** Push messages: none, where the shop's own button asks for them, or where the script asks by itself, too. */
  readonly push: 'off' | 'onRequest' | 'gentle';
  /** The path on the shop's own server of the worker that shows them. */
  readonly pushWorker: string;
  /** When the script asks by itself: after so many seconds on a page that is not the first of a visit. */
  readonly pushAskAfterSeconds: number;
}

export const DEFAULT_SETTINGS: SiteSettings = {
  allowedOrigins: [],
  consent: 'required',
  honourPrivacySignals: true,
  idleSeconds: 30,
  retentionDays: 30,
  mostEvents: 1_000_000,
  shop: null,
  currency: 'USD',
  push: 'off',
  pushWorker: '/aftercart-worker.js',
  pushAskAfterSeconds: 30,
};

/** A web site whose visitors are tracked. Instants are UTC epoch milliseconds. */
export interface Site {
  readonly id: string;
  readonly workspace: number;
  readonly name: string;
  /** Public: it stands in the pages. */
  readonly writeKey: string;
  readonly previousWriteKey: string | null;
  readonly previousUntil: number | null;
  readonly settings: SiteSettings;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** Who calls: a browser with the key that everybody can read, or a server with the secret one. */
export type Trust = 'public' | 'secret';
