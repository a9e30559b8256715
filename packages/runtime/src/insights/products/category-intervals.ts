import type { Database } from '../../db';
import type { ProductFigures } from './figures';

/**
 * How long one piece lasts of products that say nothing themselves: as long as most of their category does, each product
 * of it counting as often as it was bought again.
 */
export async function withCategoryIntervals(
  database: Database,
  shop: string,
  figures: readonly ProductFigures[],
): Promise<ProductFigures[]> {
  const rows = await database.allInBackground<{ product: string; category: string }>(
    'SELECT product_external_id AS "product", category_id AS "category" FROM product_category WHERE shop = ?',
    [shop],
  );
  const known = new Map(figures.map((each) => [each.product, each]));
  const byCategory = new Map<string, ProductFigures[]>();
  const categoriesOf = new Map<string, string[]>();
  for (const { product, category } of rows) {
    categoriesOf.set(product, [...(categoriesOf.get(product) ?? []), category]);
    const figure = known.get(product);
    if (figure && figure.intervalDays !== null) byCategory.set(category, [...(byCategory.get(category) ?? []), figure]);
  }
  const medians = new Map([...byCategory].map(([category, members]) => [category, weightedMedian(members)]));
  return figures.map((figure) => {
    if (figure.intervalDays !== null) return figure;
    const found = (categoriesOf.get(figure.product) ?? []).flatMap((category) => medians.get(category) ?? []);
    return found.length === 0 ? figure : { ...figure, intervalDays: Math.max(...found) };
  });
}

function weightedMedian(figures: readonly ProductFigures[]): number {
  const sorted = [...figures].sort((one, other) => (one.intervalDays ?? 0) - (other.intervalDays ?? 0));
  const total = sorted.reduce((sum, { intervals }) => sum + intervals, 0);
  let counted = 0;
  for (const { intervals, intervalDays } of sorted) {
    counted += intervals;
    if (2 * counted >= total) return intervalDays ?? 0;
  }
  return 0;
}
