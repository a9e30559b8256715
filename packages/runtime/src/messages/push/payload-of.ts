import { linkable } from '../render';
import type { BrowserText } from '../render';
import type { PushPlace } from './push-request';

/** Push services take 4,096 bytes, encrypted, and some less. */
export const LARGEST_PAYLOAD = 3_000;

/**
 * What the worker of a site is sent (packages/site-script/src/worker).
 * @param token by which it tells what becomes of the message
 */
export function payloadOf({ texts, language, direction }: BrowserText<PushPlace>, id: string, token: string): string {
  const { title = '', text = '', url, icon, image } = texts;
  const link = (address: string | undefined): string | undefined => linkable(address);
  return JSON.stringify({
    ...{ id, token, title, text, language, direction },
    ...{ url: link(url), icon: link(icon), image: link(image) },
  });
}
