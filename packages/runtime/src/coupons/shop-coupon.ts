import { createHmac } from 'node:crypto';

import type { Queries } from '../db';
import { CodedUserError, days, type Clock } from '../shared';
import type { CouponReceipt } from './coupon-pool';

/** What a coupon of the shop's own takes off, and for how long. */
export interface ShopCouponTerms {
  /** The id of the shop; the only one of the workspace where left out. */
  readonly shop?: string;
  readonly kind: 'percent' | 'amount';
  /** Percent, or major units of the shop's currency: "10", "49.90". */
  readonly amount: string;
  readonly validDays?: number;
  /** What the code begins with. */
  readonly prefix?: string;
  /** Orders below it do not count, in major units. */
  readonly minimumTotal?: string;
}

/** A coupon on its way to a shop. */
export interface CouponForShop {
  readonly code: string;
  readonly kind: ShopCouponTerms['kind'];
  readonly amount: string;
  /** UTC epoch ms; null for one without an end. */
  readonly expiresAt: number | null;
  /** Who may use it: anybody where null. */
  readonly email: string | null;
  readonly minimumTotal: string | null;
}

export interface ShopCouponDependencies {
  readonly queries: Queries;
  readonly clock: Clock;
  /** Codes follow from it: nobody who does not know it can guess one. */
  readonly secret: string;
  /** Makes it at the shop; of two with one code the first stays. @returns when it ends */
  readonly createAtShop: (workspace: number, shop: string | undefined, coupon: CouponForShop) => Promise<number | null>;
}

/** No letter that is taken for another or for a digit. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const AMOUNT = /^\d{1,7}(\.\d{1,3})?$/;

/**
 * Makes a coupon at the shop that this contact alone can use, once. Its code follows from the key: after a crash, or where no
 * answer came, the same one is asked for again, and the shop has it once.
 * @throws COUPON_TERMS_INVALID, SHOP_NOT_FOUND, and what the shop says
 */
export async function createShopCoupon(
  { workspace, contact, key, terms }: { workspace: number; contact: number; key: string; terms: ShopCouponTerms },
  { queries, clock, secret, createAtShop }: ShopCouponDependencies,
): Promise<CouponReceipt> {
  checkTerms(terms);
  const { kind, amount, validDays, prefix, minimumTotal, shop } = terms;
  const person = await queries.get<{ email: string | null }>(
    'SELECT email FROM contact WHERE workspace = ? AND id = ?',
    [...[workspace, contact]],
  );
  const code = [prefix?.trim(), lettersOf(`${workspace} ${key}`, secret)].filter(Boolean).join('-');
  const expiresAt = await createAtShop(workspace, shop, {
    ...{ code, kind, amount, email: person?.email ?? null, minimumTotal: minimumTotal ?? null },
    expiresAt: validDays === undefined ? null : clock.now() + days(validDays).milliseconds,
  });
  return { code, expiresAt, reason: 'given' };
}

function checkTerms({ kind, amount, validDays, prefix, minimumTotal }: ShopCouponTerms): void {
  const value = Number(amount);
  const problems = [
    (!AMOUNT.test(amount) || value <= 0) && `the amount "${amount}" is no number above 0`,
    kind === 'percent' && value > 100 && 'more than 100 percent cannot be taken off',
    validDays !== undefined && !(validDays >= 1 && validDays <= 3_650) && 'it is valid for 1 to 3650 days',
    prefix !== undefined &&
      !/^[\w-]{0,30}$/.test(prefix.trim()) &&
      `the prefix "${prefix}" is not of letters and digits`,
    minimumTotal !== undefined && !AMOUNT.test(minimumTotal) && `the minimum "${minimumTotal}" is no amount`,
  ].filter((problem) => typeof problem === 'string');
  if (problems.length === 0) return;
  throw new CodedUserError('COUPON_TERMS_INVALID', `The coupon cannot be made: ${problems.join('; ')}.`, { problems });
}

/** Ten of 32 letters: a thousand million million codes. */
function lettersOf(key: string, secret: string): string {
  const bytes = createHmac('sha256', secret).update(`coupon ${key}`).digest();
  return [...bytes.subarray(0, 10)].map((byte) => LETTERS.charAt(byte % LETTERS.length)).join('');
}
