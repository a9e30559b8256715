import type { Database } from '../../db';
import {
  CodedUserError,
  codeOf,
  days,
  isCoded,
  messageOf,
  minutes,
  RecurringJob,
  type Clock,
  type Logger,
} from '../../shared';
import type { Shop } from '../shop';
import type { ShopStore } from '../shop-store';
import { claimParting, duePartings, listPartings, noteStillThere, type Parting, type SealedParting } from './parting';
import { pauseAfter } from './shop-state';
import type { SourceOf } from './shop-sync';

interface Dependencies {
  readonly database: Database;
  readonly shops: Pick<ShopStore, 'unsealed'>;
  readonly sourceOf: SourceOf;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What became of the shop's webhooks when it was disconnected. */
export interface Disconnected {
  readonly webhooksRemoved: number;
  /** Why they are still there, and what follows; null where nothing is left to be done. */
  readonly left: { readonly code: string; readonly message: string } | null;
}

const LOOKS_EVERY = minutes(1);
const AT_ONCE = 20;
/** WooCommerce has given up such webhooks long before; who took our keys away will not give them back. */
const LONGEST = days(14);

/** Removes the webhooks of shops that were disconnected while that could not be done: with longer and longer pauses. */
export class Partings extends RecurringJob {
  constructor(private readonly dependencies: Dependencies) {
    super({
      ...{ every: LOOKS_EVERY, logger: dependencies.logger, level: 'warn' },
      complaint: 'Webhooks of disconnected shops could not be looked after; trying again',
    });
  }

  /** Tries it now, for a shop whose parting has begun. */
  async part(shop: string): Promise<Disconnected> {
    const { database, clock } = this.dependencies;
    const parting = await claimParting(database, shop, clock.now());
    return parting ? await this.attempt(parting) : { webhooksRemoved: 0, left: null };
  }

  /** Shops whose webhooks are still there, the latest first. */
  async list(workspace: number): Promise<Parting[]> {
    return await listPartings(this.dependencies.database, workspace);
  }

  /** Gives up, and forgets the secrets. @throws SHOP_NOT_FOUND */
  async giveUp(workspace: number, shop: string): Promise<void> {
    const gone = await this.dependencies.database.write((tx) =>
      tx.run('DELETE FROM shop_parting WHERE workspace = ? AND shop = ?', [workspace, shop]),
    );
    if (gone > 0) return;
    throw new CodedUserError('SHOP_NOT_FOUND', `No webhooks of a disconnected shop "${shop}" are left to be removed.`, {
      shop,
    });
  }

  protected override async work(): Promise<void> {
    const { database, clock } = this.dependencies;
    for (const shop of await duePartings(database, clock.now(), AT_ONCE)) {
      if (this.isStopping) return;
      await this.part(shop);
    }
  }

  private async attempt(parting: SealedParting): Promise<Disconnected> {
    const { database, shops, sourceOf, clock, logger } = this.dependencies;
    const { shop } = parting;
    try {
      const source = sourceOf(asShop(parting), shops.unsealed(parting.secrets));
      const webhooksRemoved = (await source.removeWebhooks?.()) ?? 0;
      await database.write((tx) => tx.run('DELETE FROM shop_parting WHERE shop = ?', [shop]));
      return { webhooksRemoved, left: null };
    } catch (error) {
      if (!isCoded(error)) throw error;
      const now = clock.now();
      const isTriedAgain = now - parting.disconnectedAt < LONGEST.milliseconds;
      logger.warn({ shop, code: codeOf(error), reason: messageOf(error), isTriedAgain }, 'Webhooks of a shop are left');
      const dueAt = now + pauseAfter(parting.failures + 1, error).milliseconds;
      await database.write(async (tx) => {
        if (isTriedAgain) await noteStillThere(tx, shop, { error, now, dueAt });
        else await tx.run('DELETE FROM shop_parting WHERE shop = ?', [shop]);
      });
      return { webhooksRemoved: 0, left: whatIsLeft(error, { isTriedAgain }) };
    }
  }
}

/** For whoever disconnects a shop that does not let us. */
export function whatIsLeft(error: Error, { isTriedAgain }: { isTriedAgain: boolean }): Disconnected['left'] {
  const next = isTriedAgain
    ? 'It is tried again for two weeks (GET /api/v1/shops/partings).'
    : 'It is not tried again.';
  return {
    code: codeOf(error),
    message: `The webhooks could not be removed at the shop: ${messageOf(error)} ${next} Their address answers 404 from now on, so the shop gives them up after some attempts; delete them there under WooCommerce › Settings › Advanced › Webhooks to have it done at once.`,
  };
}

/** The connection as far as its webhooks ask for it. */
function asShop({ shop, workspace, type, name, url, disconnectedAt }: Parting): Shop {
  return {
    ...{ id: shop, workspace, type, name, url, locale: null, deliveredStatus: null, currency: null, isPulled: 1 },
    ...{ lastEventAt: null, createdAt: disconnectedAt, updatedAt: disconnectedAt },
  };
}
