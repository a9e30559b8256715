import type { Parting, SetAsideRecord, Shop, ShopHealth } from '../shops';
import { toIso, toIsoOrNull } from './iso';
import type { ImportAnswer, PartingAnswer, SetAsideAnswer, ShopAnswer, WebhooksAnswer } from './schemas/shop';

/** A shop as the API shows it. @param publicUrl without a trailing slash */
export function presentShop(shop: Shop, health: ShopHealth, publicUrl: string): ShopAnswer {
  return {
    id: shop.id,
    type: shop.type,
    name: shop.name,
    url: shop.url,
    locale: shop.locale,
    deliveredStatus: shop.deliveredStatus,
    currency: shop.currency,
    pull: shop.isPulled === 1,
    webhookUrl: `${publicUrl}/shops/${shop.id}/${shop.type}`,
    lastEventAt: toIsoOrNull(shop.lastEventAt),
    health: presentHealth(health),
    import: presentImport(health.import),
    createdAt: toIso(shop.createdAt),
    updatedAt: toIso(shop.updatedAt),
  };
}

function presentHealth({
  status,
  lagSeconds,
  failures,
  lastError,
  webhooks,
  ...health
}: ShopHealth): ShopAnswer['health'] {
  return {
    status,
    lastEventAt: toIsoOrNull(health.lastEventAt),
    lastPollAt: toIsoOrNull(health.lastPollAt),
    nextPollAt: toIsoOrNull(health.nextPollAt),
    lagSeconds,
    failures,
    lastError: lastError && { ...lastError, at: toIso(lastError.at) },
    webhooks: webhooks && {
      ...presentWebhooks(webhooks),
      checkedAt: toIso(webhooks.checkedAt),
      enabledAgainAt: toIsoOrNull(webhooks.enabledAgainAt),
    },
    setAside: health.setAside,
  };
}

export function presentWebhooks({
  webhooks,
  error,
}: Pick<NonNullable<ShopHealth['webhooks']>, 'webhooks' | 'error'>): WebhooksAnswer {
  return { topics: [...webhooks], error };
}

/** Null before the first import. */
export function presentImport(resources: ShopHealth['import']): ImportAnswer | null {
  const [first] = resources;
  if (!first) return null;
  const isDone = resources.every(({ status }) => status === 'done');
  const ends = resources.map(({ endedAt }) => endedAt ?? 0);
  return {
    status: isDone ? 'done' : 'running',
    startedAt: toIso(first.startedAt),
    endedAt: isDone ? toIso(Math.max(...ends)) : null,
    resources: resources.map(({ resource, status, done, total }) => ({ resource, status, done, total })),
  };
}

export function presentSetAside(records: readonly SetAsideRecord[]): SetAsideAnswer {
  return records.map(({ resource, externalId, reason, at }) => ({ resource, id: externalId, reason, at: toIso(at) }));
}

export function presentParting({ shop, type, name, url, ...parting }: Parting): PartingAnswer {
  const { disconnectedAt, dueAt, failures, errorCode, error, errorAt } = parting;
  return {
    ...{ id: shop, type, name, url, disconnectedAt: toIso(disconnectedAt) },
    ...{ attempts: failures, nextAttemptAt: toIso(dueAt) },
    lastError: errorCode === null ? null : { code: errorCode, message: error ?? '', at: toIso(errorAt ?? 0) },
  };
}
