import { tokenizer } from 'acorn';

import { splitExpression } from '../n8n-internals';

const LOOKS_LIKE_ONE = /\d_?n\b|[\da-f]n\b/i;

/**
 * Whether an expression spells out a BigInt. V8 multiplies those for as long as it takes: no limit of time ends it. Their
 * other sources are taken away in `BoundedBridge`.
 */
export function usesBigInt(text: string): boolean {
  const codes = splitExpression(text).flatMap((chunk) => (chunk.type === 'code' ? [chunk.text] : []));
  return codes.some((code) => LOOKS_LIKE_ONE.test(code) && hasBigIntToken(code));
}

function hasBigIntToken(code: string): boolean {
  try {
    return [...tokenizer(code, { ecmaVersion: 'latest' })].some((token) => typeof valueOf(token) === 'bigint');
  } catch {
    return true; // what cannot be read is not let through on the strength of a look at it
  }
}

function valueOf(token: object): unknown {
  return 'value' in token ? token.value : undefined;
}
