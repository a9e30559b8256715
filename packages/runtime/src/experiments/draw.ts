import { createHash } from 'node:crypto';

import type { Variant } from './variant-request';

const SIX_BYTES = 2 ** 48;

/** A number from 0 to 1 that is always the same for the same words, and as good as random for all others. */
export function pointOf(...words: ReadonlyArray<string | number>): number {
  return createHash('sha256').update(words.join('/')).digest().readUIntBE(0, 6) / SIX_BYTES;
}

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
