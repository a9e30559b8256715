import { CodedOperationalError } from '../../../shared';
import { readId, readRecord, readText } from '../../store';
import type { WebhookCheck, WebhookState } from '../../sync';
import type { RestClient } from './rest-client';

/** What a connection lives on. Variations come with the topics of products. */
const TOPICS = [
  'order.created',
  'order.updated',
  'order.deleted',
  'order.restored',
  'customer.created',
  'customer.updated',
  'customer.deleted',
  'product.created',
  'product.updated',
  'product.deleted',
  'product.restored',
];

interface Webhook {
  readonly id: string;
  readonly topic: string;
  readonly status: string;
}

/**
 * Makes the shop call us: webhooks that are missing are made, and those that the shop has given up (it does so after a
 * handful of failures in a row) are switched on again. What an operator has paused stays so. They are known by their
 * delivery URL; of several with one topic the best counts.
 * @throws SHOP_KEY_TOO_WEAK where the key may only read
 */
export async function ensureWebhooks(
  client: RestClient,
  { deliveryUrl, secret, isSecretNew }: { deliveryUrl: string; secret: string; isSecretNew: boolean },
): Promise<WebhookCheck> {
  const found = await listWebhooks(client, deliveryUrl);
  const webhooks: WebhookState[] = [];
  const enabledAgain: string[] = [];
  for (const topic of TOPICS) {
    const own = found.filter((webhook) => webhook.topic === topic);
    const given =
      own.find(({ status }) => status === 'active') ?? own.find(({ status }) => status === 'disabled') ?? own[0];
    if (!given) {
      const name = `Aftercart ${topic}`;
      await client.send('POST', 'webhooks', { name, topic, delivery_url: deliveryUrl, secret, status: 'active' });
    } else if (given.status === 'disabled') {
      // The secret goes along: nobody can see which one the shop has.
      await client.send('PUT', `webhooks/${given.id}`, { status: 'active', secret });
      enabledAgain.push(topic);
    } else if (isSecretNew) {
      await client.send('PUT', `webhooks/${given.id}`, { secret });
    }
    webhooks.push({ topic, status: given?.status === 'paused' ? 'paused' : 'active' });
  }
  return { webhooks, enabledAgain };
}

const AT_ONCE = 100;
/** More than any shop has: a shop that repeats its pages for ever is left. */
const MOST_PAGES = 50;

/** The shop's webhooks that deliver to us. @throws SHOP_ANSWER_UNREADABLE */
export async function listWebhooks(client: RestClient, deliveryUrl: string): Promise<Webhook[]> {
  const found: Webhook[] = [];
  for (let page = 1; page <= MOST_PAGES; page++) {
    const { objects, pages } = await client.list('webhooks', { per_page: AT_ONCE, page });
    for (const json of objects.map(readRecord)) {
      const id = readId(json.id);
      if (id && sameUrl(readText(json.delivery_url), deliveryUrl)) {
        found.push({ id, topic: readText(json.topic), status: readText(json.status) });
      }
    }
    if (page >= (pages ?? 1)) return found;
  }
  throw new CodedOperationalError('SHOP_ANSWER_UNREADABLE', "The list of the shop's webhooks has no end.");
}

function sameUrl(one: string, other: string): boolean {
  return one.replace(/\/+$/, '') === other.replace(/\/+$/, '');
}
