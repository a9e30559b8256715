import { parse } from 'csv-parse/sync';

import { CodedUserError, messageOf } from '../shared';
import type { CouponCode } from './coupon-pool';

const MOST_CODES = 100_000;
const CODE = /^[^\p{Cc}\s](?:[^\p{Cc}]{0,98}[^\p{Cc}\s])?$/u;

/**
 * Reads codes: CSV with a code in the first column and, where it has an end of its own, an instant in the second (a first
 * line that says `code` is a head), or a list of texts or of `{ code, expiresAt }`. Of codes that come twice one counts.
 * @throws COUPON_POOL_INVALID with the number of the line
 */
export function parseCodes(input: string | readonly unknown[]): CouponCode[] {
  const lines = typeof input === 'string' ? readCsv(input) : input;
  if (lines.length > MOST_CODES) throw invalid(`At most ${MOST_CODES} codes come at a time`);
  const codes = new Map<string, CouponCode>();
  for (const [index, line] of lines.entries()) {
    const { code, expiresAt } = fieldsOf(line);
    if (!CODE.test(code))
      throw invalid(`Code ${index + 1} ("${code.slice(0, 50)}") is none: it has 1 to 100 characters`);
    const end = expiresAt === '' ? null : Date.parse(expiresAt);
    if (Number.isNaN(end)) throw invalid(`The end of code ${index + 1} ("${expiresAt.slice(0, 50)}") is no instant`);
    codes.set(code, { code, expiresAt: end });
  }
  return [...codes.values()];
}

function readCsv(text: string): string[][] {
  try {
    const options = { bom: true, trim: true, skip_empty_lines: true, relax_column_count: true };
    const lines: string[][] = parse(text, options);
    return /^(code|coupon)$/i.test(lines[0]?.[0] ?? '') ? lines.slice(1) : lines;
  } catch (error) {
    throw invalid(`The CSV cannot be read: ${messageOf(error)}`);
  }
}

function fieldsOf(line: unknown): { code: string; expiresAt: string } {
  if (typeof line === 'string') return { code: line.trim(), expiresAt: '' };
  const [code, expiresAt]: unknown[] = Array.isArray(line)
    ? (line as unknown[])
    : typeof line === 'object' && line !== null
      ? [ownOf(line, 'code'), ownOf(line, 'expiresAt')]
      : [];
  const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
  return { code: text(code), expiresAt: text(expiresAt) };
}

const ownOf = (object: object, key: string): unknown => Object.getOwnPropertyDescriptor(object, key)?.value;

const invalid = (what: string): CodedUserError => new CodedUserError('COUPON_POOL_INVALID', `${what}.`);
