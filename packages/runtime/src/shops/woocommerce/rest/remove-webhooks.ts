import { listWebhooks } from './ensure-webhooks';
import type { RestClient } from './rest-client';

/**
 * Takes away the webhooks that deliver to us, whoever made them.
 * @returns how many there were
 * @throws SHOP_KEY_TOO_WEAK where the key may only read
 */
export async function removeWebhooks(client: RestClient, deliveryUrl: string): Promise<number> {
  const found = await listWebhooks(client, deliveryUrl);
  // They have no trash: without `force` WooCommerce refuses.
  for (const { id } of found) await client.send('DELETE', `webhooks/${id}`, undefined, { force: 'true' });
  return found.length;
}
