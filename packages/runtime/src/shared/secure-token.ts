import { randomFillSync } from 'node:crypto';

const TOKEN_BYTES = 32;
/** Asking for randomness costs the same for one token as for many. */
const pool = Buffer.alloc(64 * TOKEN_BYTES);
let used = pool.length;

/** A token that nobody can guess: 64 hexadecimal digits, as n8n's resume tokens are. */
export function secureToken(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const token = pool.toString('hex', used, used + TOKEN_BYTES);
  pool.fill(0, used, (used += TOKEN_BYTES));
  return token;
}
