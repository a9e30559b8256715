import type { BrowserTexts } from '../render';
import type { OnsiteKind, OnsiteMoment, OnsitePlace } from './onsite-request';

/** What an on-site message is made of: the column `content` of its row. */
export interface OnsiteStored {
  readonly kind: OnsiteKind;
  readonly moment: OnsiteMoment;
  readonly repeat: 'once' | 'always' | number;
  /** UTC epoch ms. */
  readonly expiresAt: number;
  /** One in a contact's language; one in each language for a visitor, whose browser says which. */
  readonly texts: ReadonlyArray<BrowserTexts<OnsitePlace>>;
}

export const storeOnsite = (content: OnsiteStored): string => JSON.stringify(content);

export const readOnsite = (content: string | null | undefined): OnsiteStored =>
  JSON.parse(content ?? '{}') as OnsiteStored;
