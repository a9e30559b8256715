import { wallTimeOf } from '../../shared';
import { readText, type Json } from '../store';
import type { SourceRecord } from '../sync';
import { applyProductPapers } from './apply-papers';
import { loadCategories, type Categories } from './load-categories';
import { loadProductPapers } from './load-products';
import type { MagentoClient } from './magento-client';
import type { StoreViews } from './store-views';

interface Surroundings {
  readonly views: () => Promise<StoreViews>;
  readonly now: () => number;
}

/** Makes records of products, with all that other places of the shop say of them. */
export class ProductCatalogue {
  private loadingCategories: Promise<Categories> | undefined;

  constructor(
    readonly client: MagentoClient,
    private readonly surroundings: Surroundings,
  ) {}

  /** @throws what the client throws */
  async recordsOf(items: readonly Json[]): Promise<SourceRecord[]> {
    if (items.length === 0) return [];
    const views = await this.surroundings.views();
    const categories = await (this.loadingCategories ??= loadCategories(this.client));
    const { products, stock } = await loadProductPapers(this.client, items);
    const today = dateAt(this.surroundings.now(), views.timeZone ?? 'UTC');
    return products.map((papers) => ({
      id: readText(papers.product.id),
      body: papers.product,
      apply: async (context) => await applyProductPapers(context, papers, { categories, stock, views, today }),
    }));
  }
}

/** YYYY-MM-DD on the wall of a time zone. */
function dateAt(instant: number, timeZone: string): string {
  const { year, month, day } = wallTimeOf(instant, timeZone);
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}
