import { CodedOperationalError, isCoded, messageOf } from '../shared';

/**
 * SQLSTATE classes that say nothing about the statement: connection, rollback for others' sake, resources, locks, an
 * operator's intervention, the system.
 */
const PASSING = new Set(['08', '40', '53', '55', '57', '58']);
const LOST = /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN/;
const LOST_WORDS = /connection terminated|connection ended|timeout exceeded when trying to connect|not queryable/i;

/** An error of Postgres as ours where it is likely to pass: DATABASE_UNAVAILABLE. Any other comes back as it is. */
export function explainPostgresError(error: unknown): unknown {
  if (isCoded(error) || !isPassing(error)) return error;
  const message = `The database does not answer as it should (${messageOf(error)}). Nothing was changed; it is tried again.`;
  return new CodedOperationalError('DATABASE_UNAVAILABLE', message, undefined, error);
}

function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (/^[0-9A-Z]{5}$/.test(code)) return PASSING.has(code.slice(0, 2));
  return LOST.test(code) || LOST_WORDS.test(error.message);
}
