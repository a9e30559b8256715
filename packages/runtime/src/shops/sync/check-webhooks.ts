import type { Database } from '../../db';
import { codeOf, messageOf } from '../../shared';
import type { ShopSource, WebhookCheck } from './shop-source';
import { noteWebhooks, type WebhookReport } from './shop-state';

/** What a shop says of its webhooks alone. Whatever else goes wrong is the whole shop's. */
const OF_WEBHOOKS = new Set(['SHOP_KEY_TOO_WEAK', 'SHOP_KEY_WRONG', 'SHOP_REFUSED', 'SHOP_API_MISSING']);

/**
 * Makes sure that the shop calls us, and notes what was found. A key that may only read is no failure of the shop:
 * reconciliation brings what webhooks would, later.
 * @returns undefined where this kind of shop has no webhooks
 * @throws what is wrong with the shop, and not with its webhooks
 */
export async function checkWebhooks(
  { database, now }: { readonly database: Database; readonly now: number },
  { shop, source, isSecretNew = false }: { shop: string; source: ShopSource; isSecretNew?: boolean },
): Promise<WebhookReport | undefined> {
  if (!source.ensureWebhooks) return undefined;
  const { check, error } = await look(source.ensureWebhooks({ isSecretNew }));
  const report = { webhooks: check.webhooks, error };
  const isEnabledAgain = check.enabledAgain.length > 0;
  await database.write((tx) => noteWebhooks(tx, shop, { report, now, isEnabledAgain }));
  return report;
}

async function look(
  checking: Promise<WebhookCheck>,
): Promise<{ readonly check: WebhookCheck; readonly error: WebhookReport['error'] }> {
  try {
    return { check: await checking, error: null };
  } catch (error) {
    if (!OF_WEBHOOKS.has(codeOf(error))) throw error;
    return {
      check: { webhooks: [], enabledAgain: [] },
      error: { code: codeOf(error), message: messageOf(error) },
    };
  }
}
