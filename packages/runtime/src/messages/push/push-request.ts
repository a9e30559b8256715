import type { EventPayload } from '../../events';

/** What stands in it. Handlebars. */
export const PUSH_PLACES = ['title', 'text', 'url', 'icon', 'image'] as const;
export type PushPlace = (typeof PUSH_PLACES)[number];

/** Equal by name and shape to nodes/shared/hub.ts, which the runtime does not import. */
export type PushContent = { language: string } & Partial<Record<PushPlace, string>>;

/** What a Send Push node asks for, with the contact resolved and the event that the execution is about. */
export interface PushRequest {
  readonly workspace: number;
  readonly contact: number | null;
  /** The first is what other languages fall back to. */
  readonly contents: readonly PushContent[];
  readonly purpose: 'promotional' | 'transactional';
  readonly data: Readonly<Record<string, unknown>>;
  readonly event?: EventPayload;
  /** A browser that is off for longer does not get it; 24 where left out. */
  readonly expiresInHours?: number;
}

/** Equal by name and shape to nodes/shared/hub.ts. */
export interface PushReceipt {
  readonly messageId: string;
  readonly verdict: 'send' | 'defer' | 'skip';
  readonly reason: string;
  readonly language: string;
  /** How many browsers of the contact take push messages now. */
  readonly devices: number;
}
