/** The names that a product or a line may be known by. */
export interface Named {
  readonly ids: ReadonlyArray<string | number | null | undefined>;
  readonly sku?: string | null;
}

/**
 * The names under which interest in a product is kept and looked up. A shop's event names a product by id and SKU, a site
 * by either: so each has a row of its own, and one is enough to meet.
 */
export function productNames({ ids, sku }: Named): string[] {
  const names = ids.filter((id) => id !== null && id !== undefined && id !== '').map((id) => `id:${id}`);
  if (sku?.trim()) names.push(`sku:${sku.trim()}`);
  return [...new Set(names)].sort();
}
