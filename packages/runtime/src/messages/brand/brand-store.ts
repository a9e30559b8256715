import type { Database } from '../../db';
import type { Clock } from '../../shared';
import type { Brand } from './brand';
import { compileLayout } from './compile-layout';
import { DEFAULT_BRAND, parseBrand } from './parse-brand';
import { readBrand } from './read-brand';

export interface StoredBrand {
  readonly brand: Brand;
  /** UTC epoch ms; null where nobody has said anything yet, and mails go without header and footer. */
  readonly updatedAt: number | null;
}

/** The brands of workspaces as people make them. */
export class BrandStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async get(workspace: number): Promise<StoredBrand> {
    const row = await this.database.get<{ settings: string; updatedAt: number | string }>(
      'SELECT settings, updated_at AS "updatedAt" FROM brand WHERE workspace = ?',
      [workspace],
    );
    if (!row) return { brand: DEFAULT_BRAND, updatedAt: null };
    return { brand: readBrand(row.settings), updatedAt: Number(row.updatedAt) };
  }

  /** Makes, or replaces, the brand. Mails that are not written yet get it. @throws BRAND_INVALID, TEMPLATE_INVALID, TEMPLATE_TOO_LARGE */
  async put(workspace: number, json: unknown): Promise<StoredBrand> {
    const brand = await compileLayout(parseBrand(json));
    const updatedAt = this.clock.now();
    await this.database.write((tx) =>
      tx.run(
        `INSERT INTO brand (workspace, settings, updated_at) VALUES (?, ?, ?)
         ON CONFLICT (workspace) DO UPDATE SET settings = excluded.settings, updated_at = excluded.updated_at`,
        [workspace, JSON.stringify(brand), updatedAt],
      ),
    );
    return { brand, updatedAt };
  }
}
