import type { BrowserTexts } from '../render';
import type { PushPlace } from './push-request';

/** What a push message is made of: the column `content` of its row. */
export interface PushStored extends BrowserTexts<PushPlace> {
  readonly expiresInHours: number;
}

export const storePush = (content: PushStored): string => JSON.stringify(content);

export const readPush = (content: string | null | undefined): PushStored | undefined =>
  content ? (JSON.parse(content) as PushStored) : undefined;
