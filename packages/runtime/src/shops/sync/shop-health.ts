import type { Queries } from '../../db';
import type { entities } from '../../db';
import type { Shop } from '../shop';
import { readImport, type ImportedResource } from './progress';
import { countSetAside } from './set-aside';
import type { WebhookReport } from './shop-state';

/** How a shop connection fares. Instants are UTC epoch ms. */
export interface ShopHealth {
  /**
   * `unwatched`: this server never asks the shop. `waiting`: it has not asked yet. `failing`: the last time it could
   * not. `degraded`: it can, but a webhook is missing or paused, or records are set aside. `ok`: nothing is wrong.
   */
  readonly status: 'ok' | 'degraded' | 'failing' | 'waiting' | 'unwatched';
  readonly lastEventAt: number | null;
  readonly lastPollAt: number | null;
  readonly nextPollAt: number | null;
  /** How long ago the last reconciliation was: what is younger and came by no webhook may be missing. */
  readonly lagSeconds: number | null;
  /** In a row. */
  readonly failures: number;
  /** The last one, also after it has passed. */
  readonly lastError: { readonly code: string; readonly message: string; readonly at: number } | null;
  /** Null where nobody has looked. */
  readonly webhooks: (WebhookReport & { readonly checkedAt: number; readonly enabledAgainAt: number | null }) | null;
  readonly setAside: number;
  readonly import: readonly ImportedResource[];
}

type State = Omit<entities.ShopState, 'shop' | 'workspace' | 'claimedBy'>;

/** Reads how a shop fares. @param history the order in which its resources are imported */
export async function readHealth(
  queries: Queries,
  shop: Shop,
  { now, history }: { readonly now: number; readonly history: readonly string[] },
): Promise<ShopHealth> {
  const state = await queries.get<State>(
    `SELECT due_at AS "dueAt", failures, polled_at AS "polledAt", error_code AS "errorCode", error,
        error_at AS "errorAt", webhooks, webhooks_checked_at AS "webhooksCheckedAt",
        enabled_again_at AS "enabledAgainAt" FROM shop_state WHERE shop = ?`,
    [shop.id],
  );
  const setAside = await countSetAside(queries, shop.id);
  const polledAt = state?.polledAt ?? null;
  const webhooks = state ? webhooksOf(state) : null;
  return {
    status: statusOf(shop, state, { webhooks, setAside }),
    lastEventAt: shop.lastEventAt,
    lastPollAt: polledAt,
    nextPollAt: state?.dueAt ?? null,
    lagSeconds: polledAt === null ? null : Math.max(0, Math.round((now - polledAt) / 1_000)),
    failures: state?.failures ?? 0,
    lastError: state?.errorCode ? { code: state.errorCode, message: state.error ?? '', at: state.errorAt ?? 0 } : null,
    webhooks,
    setAside,
    import: await readImport(queries, shop.id, history),
  };
}

function webhooksOf({ webhooks, webhooksCheckedAt, enabledAgainAt }: State): ShopHealth['webhooks'] {
  if (webhooks === null || webhooksCheckedAt === null) return null;
  return { ...(JSON.parse(webhooks) as WebhookReport), checkedAt: webhooksCheckedAt, enabledAgainAt };
}

function statusOf(
  shop: Shop,
  state: State | undefined,
  { webhooks, setAside }: Pick<ShopHealth, 'webhooks' | 'setAside'>,
): ShopHealth['status'] {
  if (!shop.isPulled) return 'unwatched';
  if (state && state.failures > 0) return 'failing';
  if (state?.polledAt == null) return 'waiting';
  const isDeaf =
    webhooks !== null && (webhooks.error !== null || webhooks.webhooks.some((each) => each.status !== 'active'));
  return isDeaf || setAside > 0 ? 'degraded' : 'ok';
}
