import { createHash } from 'node:crypto';

const SIX_BYTES = 2 ** 48;

/** A number from 0 to 1 that is always the same for the same words, and as good as random for all others. */
export function pointOf(...words: ReadonlyArray<string | number>): number {
  return createHash('sha256').update(words.join('/')).digest().readUIntBE(0, 6) / SIX_BYTES;
}
