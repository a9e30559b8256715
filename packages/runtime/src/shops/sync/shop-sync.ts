import type { Shop, ShopSecrets } from '../shop';
import { codeOf, hours, messageOf, seconds, type Duration, type Logger } from '../../shared';
import type { Applying } from './apply-page';
import { checkWebhooks } from './check-webhooks';
import { importHistory } from './import-history';
import { lookForDeleted } from './look-for-deleted';
import { reconcile } from './reconcile';
import type { ShopSource } from './shop-source';
import { claimDueShops, noteFailure, noteSuccess, pauseAfter, readTurnState, releaseClaims } from './shop-state';

/** Makes a source of a connected shop. @param signal ends what it has under way */
export type SourceOf = (shop: Shop, secrets: ShopSecrets, signal?: AbortSignal) => ShopSource;

export interface SyncDependencies extends Applying {
  readonly sourceOf: SourceOf;
  readonly logger: Logger;
  /** This server, the same after it was started again. */
  readonly owner: string;
  /** Between two reconciliations of a shop. */
  readonly interval: Duration;
}

const LOOK_EVERY = seconds(2);
/** Each asks one shop. Waiting for answers costs little: a few that are slow leave room for the others. */
const AT_ONCE = 10;
/** A shop with a long history lets others have their turn. */
const LONGEST_TURN = seconds(60);
const WEBHOOKS_EVERY = hours(1);

/**
 * Keeps all shops complete: shop by shop in turns, several at once. A turn goes on with the import, looks after the
 * webhooks, fetches what no webhook brought, and looks for what is gone. A shop that fails is left alone for longer each time; what the
 * others get does not depend on it.
 */
export class ShopSync {
  private timer: NodeJS.Timeout | undefined;
  private claiming: Promise<void> | undefined;
  private readonly turns = new Map<string, Promise<void>>();
  private ending = new AbortController();

  constructor(private readonly dependencies: SyncDependencies) {}

  async start(): Promise<void> {
    const { database, owner, clock } = this.dependencies;
    this.ending = new AbortController();
    await database.write((tx) => releaseClaims(tx, owner, clock.now()));
    this.timer ??= setInterval(() => this.wake(), LOOK_EVERY.milliseconds).unref();
    this.wake();
  }

  /** Lets go of what is under way: the next server begins where the last page was stored. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    this.ending.abort();
    await this.claiming;
    await Promise.all(this.turns.values());
  }

  /** Looks now whose turn it is. Does nothing before `start` and after `stop`. */
  wake(): void {
    if (this.timer) void this.look();
  }

  /** Resolves when the turns of all shops that are due have begun. Never rejects. */
  async look(): Promise<void> {
    await (this.claiming ??= this.beginTurns().finally(() => (this.claiming = undefined)));
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    await this.claiming;
    await Promise.all(this.turns.values());
  }

  private async beginTurns(): Promise<void> {
    const { database, owner, clock, logger } = this.dependencies;
    try {
      const limit = AT_ONCE - this.turns.size;
      if (limit === 0) return;
      for (const id of await claimDueShops(database, { owner, now: clock.now(), limit })) {
        // One that was changed meanwhile is due again, and is in hand still.
        if (this.turns.has(id)) continue;
        const turn = this.turn(id).finally(() => this.turns.delete(id));
        this.turns.set(id, turn);
      }
    } catch (error) {
      logger.error({ code: codeOf(error), reason: messageOf(error) }, 'Shops could not be looked up; trying again');
    }
  }

  /** Never rejects: what goes wrong is the shop's, and is noted with it. */
  private async turn(id: string): Promise<void> {
    const { database, shops, clock, logger, interval } = this.dependencies;
    const now = clock.now();
    try {
      const polledAt = await this.work(id);
      // What is not finished goes on at its next turn, at once.
      const dueAt = polledAt === null ? clock.now() : clock.now() + interval.milliseconds;
      await database.write((tx) => noteSuccess(tx, id, { polledAt, dueAt }));
    } catch (error) {
      if (this.ending.signal.aborted || !(await this.exists(id, shops))) return;
      const failures = ((await readTurnState(database, id))?.failures ?? 0) + 1;
      const dueAt = clock.now() + pauseAfter(failures, error).milliseconds;
      const facts = { shop: id, code: codeOf(error), reason: messageOf(error), failures };
      logger.warn(
        { ...facts, seconds: Math.round((clock.now() - now) / 1_000) },
        'A shop could not be asked; trying again later',
      );
      await this.note(id, error, dueAt);
    }
  }

  private async note(id: string, error: unknown, dueAt: number): Promise<void> {
    const { database, clock, logger } = this.dependencies;
    try {
      await database.write((tx) => noteFailure(tx, id, { error, now: clock.now(), dueAt }));
    } catch (problem) {
      // Its lease runs out, then it is tried again.
      logger.error({ shop: id, code: codeOf(problem), reason: messageOf(problem) }, 'A failure could not be noted');
    }
  }

  private async exists(id: string, shops: SyncDependencies['shops']): Promise<boolean> {
    try {
      return (await shops.find(id)) !== undefined;
    } catch {
      return true; // the database does not answer: that will be noted, or not
    }
  }

  /** @returns when the reconciliation began; null where something is left to be done at once */
  private async work(id: string): Promise<number | null> {
    const { database, shops, clock, sourceOf } = this.dependencies;
    const found = await shops.findSealed(id);
    if (!found || !found.shop.isPulled) return clock.now();
    const { shop } = found;
    const { signal } = this.ending;
    const source = sourceOf(shop, found.open(), signal);
    const begunAt = clock.now();
    const isTimeUp = (): boolean => signal.aborted || clock.now() - begunAt > LONGEST_TURN.milliseconds;

    const checkedAt = (await readTurnState(database, id))?.webhooksCheckedAt ?? 0;
    if (begunAt - checkedAt >= WEBHOOKS_EVERY.milliseconds) {
      await checkWebhooks({ database, now: begunAt }, { shop: id, source });
    }
    // A list that the shop does not give holds up no import, and the other way round.
    const [reconciled, imported] = await Promise.allSettled([
      reconcile(this.dependencies, { shop, source, isTimeUp }),
      importHistory(this.dependencies, { shop, source, isTimeUp }),
    ]);
    if (reconciled.status === 'rejected') throw reconciled.reason;
    if (imported.status === 'rejected') throw imported.reason;
    if (!reconciled.value || !imported.value) return null;
    await lookForDeleted(this.dependencies, { shop, source, isTimeUp });
    return begunAt;
  }
}
