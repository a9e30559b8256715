import { CodedOperationalError } from '../../shared';
import type { ShopAnswer } from './shop-http';

const EXCERPT = 120;

/**
 * The JSON of an answer. Shops in maintenance, security plugins and captive portals answer 200 with a page.
 * @throws SHOP_ANSWER_UNREADABLE
 */
export function readJsonAnswer({ status, text }: ShopAnswer): unknown {
  const json = text.replace(/^\uFEFF/, '');
  try {
    return JSON.parse(json);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const said = json.slice(0, 10_000).replace(/<(style|script)[\s\S]*?<\/\1>|<[^>]*>/gi, ' ');
    const excerpt = said.replace(/\s+/g, ' ').trim().slice(0, EXCERPT);
    throw new CodedOperationalError(
      'SHOP_ANSWER_UNREADABLE',
      `The shop answered ${status} with something that is no JSON: "${excerpt}". A maintenance page or a security plugin may stand before its API.`,
      { status },
    );
  }
}
