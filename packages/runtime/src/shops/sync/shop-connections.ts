import type { Database, Transaction } from '../../db';
import { CodedUserError, codeOf, isCoded, messageOf, type Clock, type Logger } from '../../shared';
import type { Shop, ShopSecrets } from '../shop';
import type { ConnectedShop, ShopStore } from '../shop-store';
import { checkWebhooks } from './check-webhooks';
import { beginParting } from './parting';
import { whatIsLeft, type Disconnected, type Partings } from './partings';
import { beginImport, readImport } from './progress';
import { listSetAside, type SetAsideRecord } from './set-aside';
import { readHealth, type ShopHealth } from './shop-health';
import { makeDue, noteFailure, pauseAfter, type WebhookReport } from './shop-state';
import type { SourceOf } from './shop-sync';

interface Dependencies {
  readonly database: Database;
  readonly shops: ShopStore;
  readonly sourceOf: SourceOf;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Lets a shop have its turn. */
  readonly wake: () => void;
  readonly partings: Pick<Partings, 'part'>;
}

/** What a shop said when it was asked whether the connection works. */
export interface TestResult {
  readonly currency: string | null;
  readonly webhooks: WebhookReport | null;
}

/** What the shop said, or why it could not be asked just now. */
type Answer = { readonly currency: string | null } | { readonly problem: Error };

const SET_ASIDE_SHOWN = 50;

/** What opens a shop's API. */
const OPENING = ['consumerKey', 'consumerSecret', 'accessToken', 'accessTokenSecret'] as const;

/** What an operator does with shop connections: connect, change, test, import. */
export class ShopConnections {
  constructor(private readonly dependencies: Dependencies) {}

  /**
   * Connects a shop, and registers its webhooks. A shop that says no is not connected; one that cannot be reached just
   * now is, and is asked again by and by.
   * @param body as for ShopStore.create, and `import`: whether its history is imported at once
   * @throws what ShopStore.create throws, SHOP_KEY_WRONG, SHOP_KEY_TOO_WEAK, SHOP_API_MISSING, SHOP_PERMALINKS_PLAIN, SHOP_MOVED
   */
  async connect(workspace: number, body: unknown): Promise<Shop> {
    const { database, shops } = this.dependencies;
    const connection = shops.draft(workspace, body);
    const answer = await this.ask(connection);
    const isImported = typeof body === 'object' && body !== null && 'import' in body && body.import === true;
    await database.write(async (tx) => {
      await shops.insert(tx, connection);
      if (isImported) await this.queueImport(tx, connection);
    });
    await this.settle(connection, answer);
    return await shops.get(workspace, connection.shop.id);
  }

  /**
   * Changes a connection, and asks the shop anew where what opens it is different.
   * @throws what ShopStore.update and `connect` throw: then nothing is changed
   */
  async change(workspace: number, id: string, body: unknown): Promise<Shop> {
    const { database, shops } = this.dependencies;
    const before = await shops.getSealed(workspace, id);
    const after = shops.changed(before, body);
    const isNew = (name: keyof ShopSecrets): boolean => after.secrets[name] !== before.secrets[name];
    const isSecretNew = isNew('webhookSecret');
    const isOpenedElse = after.shop.url !== before.shop.url || OPENING.some(isNew);
    const isAsked = isOpenedElse || isSecretNew || after.shop.isPulled !== before.shop.isPulled;
    const answer = isAsked ? await this.ask(after) : undefined;
    const shop = await database.write((tx) => shops.update(tx, workspace, id, body));
    await this.settle(after, answer, { isSecretNew });
    return shop;
  }

  /**
   * Ends a connection, and takes away the shop's webhooks. A shop that cannot be reached, or does not let us, keeps
   * none back: their address answers 404 from now on, and it is asked again by and by.
   * @throws SHOP_NOT_FOUND
   */
  async disconnect(workspace: number, id: string): Promise<Disconnected> {
    const { database, shops, sourceOf, clock, partings } = this.dependencies;
    const shop = await shops.get(workspace, id);
    // One whose secrets cannot be read any more can be disconnected, too.
    const secrets = await shops.secrets(id).catch((error: unknown) => {
      if (isCoded(error)) return error;
      throw error;
    });
    const isOpen = !(secrets instanceof Error);
    const hasWebhooks = isOpen && shop.isPulled === 1 && sourceOf(shop, secrets).removeWebhooks !== undefined;
    await database.write(async (tx) => {
      // Both at once: no turn of the shop makes the webhooks again, and no crash forgets them.
      if (hasWebhooks) await beginParting(tx, shop, clock.now());
      await shops.delete(tx, workspace, id);
    });
    if (!isOpen && shop.isPulled === 1)
      return { webhooksRemoved: 0, left: whatIsLeft(secrets, { isTriedAgain: false }) };
    return hasWebhooks ? await partings.part(id) : { webhooksRemoved: 0, left: null };
  }

  /**
   * Asks the shop whether the credentials open it, and looks after its webhooks.
   * @throws SHOP_NOT_FOUND, SHOP_NOT_PULLED, and what the shop's answer means
   */
  async test(workspace: number, id: string): Promise<TestResult> {
    const { database, clock, sourceOf } = this.dependencies;
    const { shop, secrets } = await this.pulled(workspace, id);
    const source = sourceOf(shop, secrets);
    const { currency } = await source.test();
    await this.noteCurrency(id, currency);
    const webhooks = await checkWebhooks({ database, now: clock.now() }, { shop: id, source });
    // What went wrong may be mended: it need not wait for its time.
    await this.makeDue(id);
    return { currency, webhooks: webhooks ?? null };
  }

  /**
   * Begins the import of a shop's history, or lets one that is under way go on.
   * @throws SHOP_NOT_FOUND, SHOP_NOT_PULLED
   */
  async import(workspace: number, id: string, { restart = false } = {}): Promise<ShopHealth['import']> {
    const { database, clock } = this.dependencies;
    const connection = await this.pulled(workspace, id);
    const { history } = this.dependencies.sourceOf(connection.shop, connection.secrets);
    const known = await readImport(database, id, history);
    const isUnderWay = known.some(({ status }) => status !== 'done');
    await database.write(async (tx) => {
      if (restart || !isUnderWay) await this.queueImport(tx, connection);
      await makeDue(tx, id, clock.now());
    });
    this.dependencies.wake();
    return await readImport(database, id, history);
  }

  async health(shop: Shop): Promise<ShopHealth> {
    const { database, clock, shops, sourceOf } = this.dependencies;
    const secrets = await shops.secrets(shop.id);
    const { history } = sourceOf(shop, secrets);
    return await readHealth(database, shop, { now: clock.now(), history });
  }

  /** Records that could not be used, the newest first. */
  async setAside(shop: Shop): Promise<SetAsideRecord[]> {
    return await listSetAside(this.dependencies.database, shop.id, SET_ASIDE_SHOWN);
  }

  /**
   * @returns undefined where the shop is not asked at all
   * @throws what means no
   */
  private async ask({ shop, secrets }: ConnectedShop): Promise<Answer | undefined> {
    if (!shop.isPulled) return undefined;
    try {
      return await this.dependencies.sourceOf(shop, secrets).test();
    } catch (error) {
      if (error instanceof CodedUserError || !isCoded(error)) throw error;
      return { problem: error };
    }
  }

  /** What follows a connection that is stored. Nothing of it undoes the connection. */
  private async settle(
    { shop: { id, isPulled }, secrets, shop }: ConnectedShop,
    answer: Answer | undefined,
    { isSecretNew = false } = {},
  ): Promise<void> {
    if (!isPulled || !answer) return;
    const { database, clock, logger, sourceOf, wake } = this.dependencies;
    const now = clock.now();
    try {
      if ('problem' in answer) throw answer.problem;
      await this.noteCurrency(id, answer.currency);
      await checkWebhooks({ database, now }, { shop: id, source: sourceOf(shop, secrets), isSecretNew });
      wake();
    } catch (error) {
      if (!isCoded(error)) throw error;
      logger.warn(
        { shop: id, code: codeOf(error), reason: messageOf(error) },
        'A shop is connected and cannot be asked',
      );
      await database.write((tx) => noteFailure(tx, id, { error, now, dueAt: now + pauseAfter(1, error).milliseconds }));
    }
  }

  private async pulled(workspace: number, id: string): Promise<ConnectedShop> {
    const connection = await this.dependencies.shops.getSealed(workspace, id);
    if (connection.shop.isPulled) return connection;
    throw new CodedUserError(
      'SHOP_NOT_PULLED',
      `This server never calls the shop "${connection.shop.name}". Change that first: PATCH /api/v1/shops/${id} {"pull": true}.`,
      { shop: id },
    );
  }

  private async queueImport(tx: Transaction, { shop, secrets }: ConnectedShop): Promise<void> {
    const { clock, sourceOf } = this.dependencies;
    await beginImport(tx, shop, sourceOf(shop, secrets).history, clock.now());
  }

  private async noteCurrency(id: string, currency: string | null): Promise<void> {
    if (currency === null) return;
    await this.dependencies.database.write((tx) => tx.run('UPDATE shop SET currency = ? WHERE id = ?', [currency, id]));
  }

  private async makeDue(id: string): Promise<void> {
    const { database, clock, wake } = this.dependencies;
    await database.write((tx) => makeDue(tx, id, clock.now()));
    wake();
  }
}
