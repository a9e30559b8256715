import { anyObject, TEXT_ID_PARAMS } from '../schemas/basics';
import type { ApiApp } from '../api-app';
import type { HttpDependencies } from '../http-dependencies';
import type { Limits } from '../limits';
import { answers } from '../schemas/answers';

/**
 * Where shops deliver to. The body stays as the bytes that were signed, of whatever type the shop calls it.
 *
 * What a shop sends is answered with 200 even where it is refused, because WooCommerce gives a webhook up after a few
 * other answers. A delivery that is too large is the exception: nothing of it was stored, so the shop must not take it
 * for delivered, and whoever looks at the shop's log is to see it.
 */
export function shopWebhookRoutes(app: ApiApp, dependencies: HttpDependencies, { shopBody }: Limits): void {
  app.post(
    '/shops/:id/woocommerce',
    {
      bodyLimit: shopBody,
      schema: {
        tags: ['Shops'],
        operationId: 'receiveWooCommerce',
        summary: 'Receive a delivery of a WooCommerce webhook',
        description:
          'The address that is entered at the shop. Deliveries are proven by `X-WC-Webhook-Signature`, not by an API key. `accepted: false` with a code says why one was refused.',
        security: [],
        params: TEXT_ID_PARAMS,
        response: answers(anyObject(), 'It was taken, or refused for good.'),
      },
    },
    async ({ params, headers, body }, reply) => {
      const rawBody = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
      const { status, body: answer } = await dependencies.receiveShopWebhook(params.id, { headers, rawBody });
      return await reply.code(status).send(answer);
    },
  );

  app.post(
    '/shops/:id/magento',
    {
      bodyLimit: shopBody,
      schema: {
        tags: ['Shops'],
        operationId: 'receiveMagento',
        summary: 'Take a hint that something has happened in a Magento shop',
        description:
          'For `mage-os/mageos-async-events` and whatever else signs the same way: `x-magento-signature` is the hex HMAC-SHA256 of the body under the webhook secret. What the body says is not looked at; the shop is asked at once instead of at its next turn.',
        security: [],
        params: TEXT_ID_PARAMS,
        response: answers(anyObject(), 'It was taken, or refused for good.'),
      },
    },
    async ({ params, headers, body }, reply) => {
      const rawBody = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
      const { status, body: answer } = await dependencies.receiveShopHint(params.id, { headers, rawBody });
      return await reply.code(status).send(answer);
    },
  );
}
