import { createHmac, timingSafeEqual } from 'node:crypto';

import type { Database } from '../../db';
import { messageOf, type Clock } from '../../shared';
import type { RefusalLog } from '../refusal-log';
import { shopNotFound, type ShopStore } from '../shop-store';
import { makeDue } from '../sync';
import { headerOf, refusal, type WebhookAnswer, type WebhookRequest } from '../webhook';

export interface HintDependencies {
  readonly database: Database;
  readonly shops: ShopStore;
  readonly clock: Clock;
  readonly refusals: RefusalLog;
  /** Lets shops that are due have their turn. */
  readonly wake: () => void;
}

/**
 * A shop calls because something has happened there. What it says is not believed, whatever module sends it and in
 * whatever shape: it only makes the shop's next turn come now, and that asks the shop itself. So a call that is lost, or
 * comes ten times, changes nothing but the hour.
 */
export async function receiveHint(
  { database, shops, clock, refusals, wake }: HintDependencies,
  shopId: string,
  { headers, rawBody }: WebhookRequest,
): Promise<WebhookAnswer> {
  const found = await shops.findSealed(shopId);
  if (found?.shop.type !== 'magento') return refusal('SHOP_NOT_FOUND', shopNotFound(shopId).message);
  const signature = headerOf(headers, 'x-magento-signature').trim();
  if (!isSigned(found.open().webhookSecret, rawBody, signature)) {
    const code = signature ? 'SIGNATURE_INVALID' : 'SIGNATURE_MISSING';
    const hint = 'Compare the verification token of the subscription with the webhook secret of this connection.';
    refusals.note(
      shopId,
      code,
      `A call of the shop was ${signature ? 'signed with another secret' : 'not signed'}. ${hint}`,
    );
    return refusal('SIGNATURE_INVALID', `The signature does not fit. Nothing was done. ${hint}`);
  }
  try {
    await database.write(async (tx) => {
      const now = clock.now();
      await shops.markHeard(tx, shopId, now);
      await makeDue(tx, shopId, now);
    });
  } catch (error) {
    return refusal('DATABASE_WRITE_FAILED', `The call could not be noted (${messageOf(error)}). Send it again.`);
  }
  wake();
  return { status: 200, body: { accepted: true } };
}

/**
 * Whether the bytes were signed with the secret: `x-magento-signature` of mage-os/mageos-async-events is the hex of
 * HMAC-SHA256 over the raw body. Takes the same time for every wrong signature.
 */
function isSigned(secret: string, rawBody: Buffer, signature: string): boolean {
  const expected = createHmac('sha256', secret).update(rawBody).digest();
  const given = Buffer.from(signature, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
