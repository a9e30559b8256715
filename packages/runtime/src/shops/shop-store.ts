import type { entities, Database, Transaction } from '../db';
import { CodedUserError, type Cipher, type Clock } from '../shared';
import { checkKeys, parseNewShop, parseShopChanges } from './parse-shop';
import { newShopId } from './shop-id';
import type { Shop, ShopSecrets } from './shop';
import { beginWatching, endWatching, watchAnew } from './watched-shops';

interface Dependencies {
  readonly database: Database;
  readonly cipher: Cipher;
  readonly clock: Clock;
}

const COLUMNS = `id, workspace, type, name, url, locale, delivered_status AS "deliveredStatus", currency,
  is_pulled AS "isPulled", last_event_at AS "lastEventAt", created_at AS "createdAt",
  updated_at AS "updatedAt"`;

/** For so long (milliseconds) a connection is taken for what it was, where another process may have changed it. */
const SEALED_KEPT = 1_000;

interface SealedRow {
  readonly row: Shop & Pick<entities.Shop, 'secrets'>;
  readonly readAt: number;
}

/** A connection with its secrets: never to be shown. */
export interface ConnectedShop {
  readonly shop: Shop;
  readonly secrets: ShopSecrets;
}

/** Shop connections. Their secrets lie encrypted and are read on demand only. */
export class ShopStore {
  /** The last secrets that were read of each shop, by their cipher text: each delivery needs them. */
  private readonly opened = new Map<string, { sealed: string; secrets: ShopSecrets }>();

  /** The rows that deliveries have asked for, by shop: in a burst each of them asks for the same one. */
  private readonly rows = new Map<string, SealedRow>();

  constructor(private readonly dependencies: Dependencies) {}

  /**
   * Connects a shop.
   * @param body type, name, url, consumerKey, consumerSecret and optionally webhookSecret, locale, deliveredStatus,
   *   pull (whether this server calls the shop), of any origin
   * @throws SHOP_TYPE_UNKNOWN, BODY_INVALID
   */
  async create(tx: Transaction, workspace: number, body: unknown): Promise<Shop> {
    return await this.insert(tx, this.draft(workspace, body));
  }

  /** The connection that `create` would make. */
  draft(workspace: number, body: unknown): ConnectedShop {
    const { type, name, url, locale, deliveredStatus, pull, ...secrets } = parseNewShop(body);
    const now = this.dependencies.clock.now();
    const own = { id: newShopId(), workspace, type, name, url, locale, deliveredStatus, isPulled: pull ? 1 : 0 };
    return { shop: { ...own, currency: null, lastEventAt: null, createdAt: now, updatedAt: now }, secrets };
  }

  async insert(tx: Transaction, { shop, secrets }: ConnectedShop): Promise<Shop> {
    await tx.run(
      `INSERT INTO shop (id, workspace, type, name, url, secrets, locale, delivered_status, is_pulled, created_at,
        updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        shop.id,
        shop.workspace,
        shop.type,
        shop.name,
        shop.url,
        this.encrypted(secrets),
        shop.locale,
        shop.deliveredStatus,
        shop.isPulled,
        shop.createdAt,
        shop.updatedAt,
      ],
    );
    await beginWatching(tx, shop, shop.createdAt);
    return shop;
  }

  /** All shops of a workspace, the oldest first. */
  async list(workspace: number): Promise<Shop[]> {
    return await this.dependencies.database.all<Shop>(
      `SELECT ${COLUMNS} FROM shop WHERE workspace = ? ORDER BY created_at, id`,
      [workspace],
    );
  }

  /** @throws SHOP_NOT_FOUND */
  async get(workspace: number, id: string): Promise<Shop> {
    const shop = await this.find(id);
    if (shop?.workspace !== workspace) throw shopNotFound(id);
    return shop;
  }

  /** In whatever workspace it is: a webhook names the shop only. */
  async find(id: string): Promise<Shop | undefined> {
    return await this.dependencies.database.get<Shop>(`SELECT ${COLUMNS} FROM shop WHERE id = ?`, [id]);
  }

  /**
   * @param body any of what `create` takes, but for the type
   * @throws SHOP_NOT_FOUND, BODY_INVALID
   */
  async update(tx: Transaction, workspace: number, id: string, body: unknown): Promise<Shop> {
    const row = await tx.get<Shop & Pick<entities.Shop, 'secrets'>>(
      `SELECT ${COLUMNS}, secrets FROM shop WHERE workspace = ? AND id = ?`,
      [workspace, id],
    );
    if (!row) throw shopNotFound(id);
    const { secrets: sealed, ...shop } = row;
    const { shop: changed, secrets } = this.changed({ shop, secrets: this.decrypted(sealed) }, body);
    await tx.run(
      `UPDATE shop SET name = ?, url = ?, locale = ?, delivered_status = ?, is_pulled = ?, secrets = ?, updated_at = ?
        WHERE id = ?`,
      [
        changed.name,
        changed.url,
        changed.locale,
        changed.deliveredStatus,
        changed.isPulled,
        this.encrypted(secrets),
        changed.updatedAt,
        id,
      ],
    );
    await watchAnew(tx, changed);
    tx.afterCommit(() => this.rows.delete(id));
    return changed;
  }

  /** The connection as `update` would make it. @throws BODY_INVALID */
  changed({ shop, secrets }: ConnectedShop, body: unknown): ConnectedShop {
    const changes = parseShopChanges(body);
    const keys: ShopSecrets = {
      consumerKey: changes.consumerKey ?? secrets.consumerKey,
      consumerSecret: changes.consumerSecret ?? secrets.consumerSecret,
      accessToken: changes.accessToken ?? secrets.accessToken,
      accessTokenSecret: changes.accessTokenSecret ?? secrets.accessTokenSecret,
      webhookSecret: changes.webhookSecret ?? secrets.webhookSecret,
    };
    checkKeys(shop.type, keys);
    return {
      secrets: keys,
      shop: {
        ...shop,
        name: changes.name ?? shop.name,
        url: changes.url ?? shop.url,
        locale: changes.locale === undefined ? shop.locale : changes.locale,
        deliveredStatus: changes.deliveredStatus === undefined ? shop.deliveredStatus : changes.deliveredStatus,
        isPulled: changes.pull === undefined ? shop.isPulled : Number(changes.pull),
        updatedAt: this.dependencies.clock.now(),
      },
    };
  }

  /**
   * Ends the connection. What was received from the shop stays.
   * @throws SHOP_NOT_FOUND
   */
  async delete(tx: Transaction, workspace: number, id: string): Promise<void> {
    const deleted = await tx.run('DELETE FROM shop WHERE workspace = ? AND id = ?', [workspace, id]);
    if (deleted === 0) throw shopNotFound(id);
    await endWatching(tx, id);
    this.opened.delete(id);
    tx.afterCommit(() => this.rows.delete(id));
  }

  /** @throws SHOP_NOT_FOUND, and what the cipher throws for another key's text */
  async secrets(id: string): Promise<ShopSecrets> {
    const found = await this.findSealed(id);
    if (!found) throw shopNotFound(id);
    return found.open();
  }

  /** A shop with its secrets. @throws SHOP_NOT_FOUND, and what the cipher throws for another key's text */
  async getSealed(workspace: number, id: string): Promise<ConnectedShop> {
    const found = await this.findSealed(id);
    if (found?.shop.workspace !== workspace) throw shopNotFound(id);
    return { shop: found.shop, secrets: found.open() };
  }

  /**
   * A shop and what opens its secrets, in one look: each delivery needs both.
   * `open` throws what the cipher throws for another key's text.
   */
  async findSealed(id: string): Promise<{ readonly shop: Shop; readonly open: () => ShopSecrets } | undefined> {
    const row = await this.sealedRow(id);
    if (!row) return undefined;
    const { secrets: sealed, ...shop } = row;
    return { shop, open: () => this.open(id, sealed) };
  }

  private async sealedRow(id: string): Promise<SealedRow['row'] | undefined> {
    const known = this.rows.get(id);
    const readAt = performance.now();
    if (known && readAt - known.readAt < SEALED_KEPT) return known.row;
    const row = await this.dependencies.database.get<SealedRow['row']>(
      `SELECT ${COLUMNS}, secrets FROM shop WHERE id = ?`,
      [id],
    );
    if (row) this.rows.set(id, { row, readAt });
    else this.rows.delete(id);
    return row;
  }

  /**
   * Holds the shop's row as `markHeard` does, for what was not sent but fetched.
   * @throws SHOP_NOT_FOUND where the connection was deleted meanwhile
   */
  async hold(tx: Transaction, id: string): Promise<void> {
    const found = await tx.run('UPDATE shop SET is_pulled = is_pulled WHERE id = ?', [id]);
    if (found === 0) throw shopNotFound(id);
  }

  /**
   * Notes that the shop was heard. Comes first in the transaction of a delivery: on Postgres it holds the shop's row,
   * so that the deliveries of one shop are applied one after the other, each comparing with what the last one left.
   * @throws SHOP_NOT_FOUND where the connection was deleted meanwhile
   */
  async markHeard(tx: Transaction, id: string, at: number): Promise<void> {
    const updated = await tx.run('UPDATE shop SET last_event_at = ? WHERE id = ?', [at, id]);
    if (updated === 0) throw shopNotFound(id);
  }

  /** What the cipher makes of secrets as `shop.secrets` holds them. @throws what the cipher throws for another key's text */
  unsealed(sealed: string): ShopSecrets {
    return this.decrypted(sealed);
  }

  private open(id: string, sealed: string): ShopSecrets {
    const known = this.opened.get(id);
    if (known?.sealed === sealed) return known.secrets;
    const secrets = this.decrypted(sealed);
    this.opened.set(id, { sealed, secrets });
    return secrets;
  }

  private encrypted(secrets: ShopSecrets): string {
    return this.dependencies.cipher.encrypt(JSON.stringify(secrets));
  }

  private decrypted(text: string): ShopSecrets {
    return JSON.parse(this.dependencies.cipher.decrypt(text)) as ShopSecrets;
  }
}

/** For requests that name a shop that is not connected. */
export function shopNotFound(id: string): CodedUserError {
  return new CodedUserError(
    'SHOP_NOT_FOUND',
    `There is no shop "${id}". GET /api/v1/shops lists those that are connected.`,
    {
      shop: id,
    },
  );
}
