import type { EventPayload } from '../../events';

/** What it looks like: a window before the page, a line at its edge, a small window in its corner. */
export const ONSITE_KINDS = ['popup', 'banner', 'chat'] as const;
/** When a page shows it: at once, or when its visitor rests, is about to leave, or has trouble with a card. */
export const ONSITE_MOMENTS = ['now', 'idle', 'exit', 'cardError'] as const;
/** What stands in it. Handlebars. */
export const ONSITE_PLACES = ['title', 'text', 'button', 'url', 'image'] as const;

export type OnsiteKind = (typeof ONSITE_KINDS)[number];
export type OnsiteMoment = (typeof ONSITE_MOMENTS)[number];
export type OnsitePlace = (typeof ONSITE_PLACES)[number];

/** Equal by name and shape to nodes/shared/hub.ts, which the runtime does not import. */
export type OnsiteContent = { language: string } & Partial<Record<OnsitePlace, string>>;

/** What a Show On-site Message node asks for, with the contact resolved and the event that the execution is about. */
export interface OnsiteRequest {
  readonly workspace: number;
  /** Null for a visitor of whom nobody knows who they are. */
  readonly contact: number | null;
  /** What the site calls a browser: it is shown there. Where left out, in any of the contact's. */
  readonly visitor?: string;
  /** The step that it comes from: what `repeat` counts. */
  readonly step: string;
  /** The first is what other languages fall back to. */
  readonly contents: readonly OnsiteContent[];
  readonly kind: OnsiteKind;
  readonly moment: OnsiteMoment;
  readonly purpose: 'promotional' | 'transactional';
  readonly data: Readonly<Record<string, unknown>>;
  readonly event?: EventPayload;
  /** After so many hours it is shown no more; 168 where left out. */
  readonly expiresInHours?: number;
  /** Whether somebody who was shown it by this step before is shown it again: never, after so many days, or each time. */
  readonly repeat?: 'once' | 'always' | number;
}

/** Equal by name and shape to nodes/shared/hub.ts. */
export interface OnsiteReceipt {
  readonly messageId: string;
  readonly verdict: 'send' | 'defer' | 'skip';
  readonly reason: string;
  readonly language: string;
  /** The visitor; empty for a contact, who may come with any of their browsers. */
  readonly recipient: string;
  readonly kind: OnsiteKind;
}
