import { createHash, randomBytes } from 'node:crypto';

import type { Database, Queries } from '../db';
import { CodedUserError, hours, type Clock } from '../shared';
import { isAllowedOrigin } from './is-allowed-origin';
import { checkSettings } from './check-settings';
import { DEFAULT_SETTINGS, type Site, type SiteSettings, type Trust } from './site';

export interface NewSite {
  readonly name: string;
  readonly settings?: Partial<SiteSettings>;
}

export interface SiteChanges {
  readonly name?: string;
  readonly settings?: Partial<SiteSettings>;
}

type SiteRow = Omit<Site, 'settings'> & { readonly settings: string };

const COLUMNS = `id, workspace, name, write_key AS "writeKey", previous_write_key AS "previousWriteKey",
  previous_until AS "previousUntil", settings, created_at AS "createdAt", updated_at AS "updatedAt"`;

/** Each message names a key: sites are looked up this often at most. */
const REMEMBERED_MS = 2_000;
const MOST_REMEMBERED = 1_000;

/** The sites of all workspaces, and their keys. The secret key is shown once; only its hash is stored. */
export class SiteStore {
  private readonly remembered = new Map<string, { found: KeyHolder | undefined; until: number }>();
  private sites: { readonly all: Promise<Site[]>; readonly until: number } | undefined;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async list(workspace: number): Promise<Site[]> {
    const rows = await this.database.all<SiteRow>(`SELECT ${COLUMNS} FROM site WHERE workspace = ? ORDER BY name, id`, [
      workspace,
    ]);
    return rows.map(toSite);
  }

  /** @throws SITE_NOT_FOUND */
  async get(workspace: number, id: string): Promise<Site> {
    return await find(this.database, workspace, id);
  }

  /** @returns the site and its secret key, which nobody can read later. @throws SITE_INVALID */
  async create(workspace: number, { name, settings = {} }: NewSite): Promise<{ site: Site; secretKey: string }> {
    const now = this.clock.now();
    const secretKey = newKey('sk');
    const site: Site = {
      ...{ id: randomBytes(9).toString('base64url'), workspace, name: name.trim(), writeKey: newKey('wk') },
      ...{ previousWriteKey: null, previousUntil: null, createdAt: now, updatedAt: now },
      settings: checkSettings({ ...DEFAULT_SETTINGS, ...settings }),
    };
    await this.database.write((tx) =>
      tx.run(
        'INSERT INTO site (id, workspace, name, write_key, secret_hash, settings, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        [site.id, workspace, site.name, site.writeKey, hashOf(secretKey), JSON.stringify(site.settings), now, now],
      ),
    );
    this.forget();
    return { site, secretKey };
  }

  /** What is left out stays. @throws SITE_NOT_FOUND, SITE_INVALID */
  async change(workspace: number, id: string, changes: SiteChanges): Promise<Site> {
    const now = this.clock.now();
    await this.database.write(async (tx) => {
      const site = await find(tx, workspace, id);
      const settings = checkSettings({ ...site.settings, ...changes.settings });
      await tx.run('UPDATE site SET name = ?, settings = ?, updated_at = ? WHERE id = ?', [
        changes.name?.trim() ?? site.name,
        JSON.stringify(settings),
        now,
        id,
      ]);
    });
    this.forget();
    return await this.get(workspace, id);
  }

  /**
   * Makes another write key. The one before it, which pages in caches still name, goes on for some hours.
   * @throws SITE_NOT_FOUND
   */
  async rotateWriteKey(workspace: number, id: string, keepHours: number): Promise<Site> {
    const now = this.clock.now();
    await this.database.write(async (tx) => {
      const { writeKey } = await find(tx, workspace, id);
      const kept = keepHours > 0 ? [writeKey, now + hours(keepHours).milliseconds] : [null, null];
      await tx.run(
        'UPDATE site SET write_key = ?, previous_write_key = ?, previous_until = ?, updated_at = ? WHERE id = ?',
        [newKey('wk'), ...kept, now, id],
      );
    });
    this.forget();
    return await this.get(workspace, id);
  }

  /** Makes another secret key; the one before it ends at once. @throws SITE_NOT_FOUND */
  async rotateSecretKey(workspace: number, id: string): Promise<{ site: Site; secretKey: string }> {
    const secretKey = newKey('sk');
    await this.database.write(async (tx) => {
      await find(tx, workspace, id);
      await tx.run('UPDATE site SET secret_hash = ?, updated_at = ? WHERE id = ?', [
        hashOf(secretKey),
        this.clock.now(),
        id,
      ]);
    });
    this.forget();
    return { site: await this.get(workspace, id), secretKey };
  }

  /** What contacts did there stays theirs; what unknown visitors did is forgotten by the next pruning. @throws SITE_NOT_FOUND */
  async delete(workspace: number, id: string): Promise<void> {
    await this.database.write(async (tx) => {
      await find(tx, workspace, id);
      await tx.run('DELETE FROM site_count WHERE site = ?', [id]);
      await tx.run('DELETE FROM site WHERE id = ?', [id]);
    });
    this.forget();
  }

  /** Whose key it is, and how far its holder is to be trusted; undefined for no key of ours. */
  async findByKey(key: string): Promise<KeyHolder | undefined> {
    const now = this.clock.now();
    const known = this.remembered.get(key);
    if (known && known.until > now && known.until - now <= REMEMBERED_MS) return known.found;
    const found = /^[ws]k_[0-9a-f]{32}$/.test(key) ? await this.lookUp(key, now) : undefined;
    if (this.remembered.size >= MOST_REMEMBERED) this.remembered.clear();
    this.remembered.set(key, { found, until: now + REMEMBERED_MS });
    return found;
  }

  /** Whether pages of an origin may send to any site: all that is known of a browser that asks beforehand. */
  async isAnyOpenTo(origin: string): Promise<boolean> {
    const now = this.clock.now();
    const known = this.sites;
    const isKnown = known !== undefined && known.until > now && known.until - now <= REMEMBERED_MS;
    const { all } = isKnown ? known : (this.sites = { all: this.all(), until: now + REMEMBERED_MS });
    try {
      return (await all).some((site) => isAllowedOrigin(site, origin));
    } catch (error) {
      this.sites = undefined;
      throw error;
    }
  }

  async all(): Promise<Site[]> {
    return (await this.database.all<SiteRow>(`SELECT ${COLUMNS} FROM site`)).map(toSite);
  }

  private forget(): void {
    this.remembered.clear();
    this.sites = undefined;
  }

  private async lookUp(key: string, now: number): Promise<KeyHolder | undefined> {
    const isSecret = key.startsWith('sk_');
    const row = isSecret
      ? await this.database.get<SiteRow>(`SELECT ${COLUMNS} FROM site WHERE secret_hash = ?`, [hashOf(key)])
      : await this.database.get<SiteRow>(
          `SELECT ${COLUMNS} FROM site WHERE write_key = ? OR (previous_write_key = ? AND previous_until > ?)`,
          [key, key, now],
        );
    return row && { site: toSite(row), trust: isSecret ? 'secret' : 'public' };
  }
}

export interface KeyHolder {
  readonly site: Site;
  readonly trust: Trust;
}

async function find(queries: Queries, workspace: number, id: string): Promise<Site> {
  const row = await queries.get<SiteRow>(`SELECT ${COLUMNS} FROM site WHERE workspace = ? AND id = ?`, [workspace, id]);
  if (!row) throw new CodedUserError('SITE_NOT_FOUND', `There is no site "${id}".`, { id });
  return toSite(row);
}

function toSite(row: SiteRow): Site {
  const settings = { ...DEFAULT_SETTINGS, ...(JSON.parse(row.settings) as Partial<SiteSettings>) };
  return { ...row, settings };
}

const newKey = (kind: 'wk' | 'sk'): string => `${kind}_${randomBytes(16).toString('hex')}`;
const hashOf = (key: string): string => createHash('sha256').update(key).digest('base64url');
