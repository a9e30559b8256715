import type { Variant } from './variant-request';

/** The variant at a point from 0 to 1, each being as wide as its weight. */
export function variantAt(point: number, variants: readonly Variant[]): string {
  const sum = variants.reduce((total, { weight }) => total + weight, 0);
  let end = 0;
  for (const { name, weight } of variants) {
    end += weight / sum;
    if (point < end) return name;
  }
  return variants.findLast(({ weight }) => weight > 0)?.name ?? '';
}
