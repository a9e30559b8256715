import type { Database, Queries, Transaction } from '../../db';
import { codeOf, messageOf, minutes, type Duration } from '../../shared';
import type { WebhookCheck } from './shop-source';

/** Longer than any turn takes: the shop of a server that died is looked at by another after it. */
const LEASE = minutes(15);

/** @returns the shops whose turn it is, the longest waiting first, now in the hands of this server */
export async function claimDueShops(
  database: Database,
  { owner, now, limit }: { readonly owner: string; readonly now: number; readonly limit: number },
): Promise<string[]> {
  const due = await database.all<{ shop: string; dueAt: number }>(
    `SELECT shop, due_at AS "dueAt" FROM shop_state WHERE due_at <= ? ORDER BY due_at, shop LIMIT ?`,
    [now, limit],
  );
  const claimed: string[] = [];
  for (const { shop, dueAt } of due) {
    const changed = await database.write((tx) =>
      tx.run('UPDATE shop_state SET due_at = ?, claimed_by = ? WHERE shop = ? AND due_at = ?', [
        now + LEASE.milliseconds,
        owner,
        shop,
        dueAt,
      ]),
    );
    if (changed > 0) claimed.push(shop);
  }
  return claimed;
}

/** What this server had in hand when it died. */
export async function releaseClaims(tx: Transaction, owner: string, now: number): Promise<void> {
  await tx.run('UPDATE shop_state SET due_at = ?, claimed_by = NULL WHERE claimed_by = ? AND due_at IS NOT NULL', [
    now,
    owner,
  ]);
}

/** Its turn comes at once, whatever it waited for. */
export async function makeDue(tx: Transaction, shop: string, now: number): Promise<void> {
  await tx.run('UPDATE shop_state SET due_at = ? WHERE shop = ? AND due_at IS NOT NULL', [now, shop]);
}

/** @param polledAt when the reconciliation began, where one went through to its end */
export async function noteSuccess(
  tx: Transaction,
  shop: string,
  { polledAt, dueAt }: { readonly polledAt: number | null; readonly dueAt: number },
): Promise<void> {
  await tx.run(
    `UPDATE shop_state SET due_at = CASE WHEN due_at IS NULL THEN due_at ELSE ? END, claimed_by = NULL, failures = 0,
      polled_at = COALESCE(?, polled_at) WHERE shop = ?`,
    [dueAt, polledAt, shop],
  );
}

/** What went wrong stays readable after it has passed. */
export async function noteFailure(
  tx: Transaction,
  shop: string,
  { error, now, dueAt }: { readonly error: unknown; readonly now: number; readonly dueAt: number },
): Promise<void> {
  await tx.run(
    `UPDATE shop_state SET due_at = CASE WHEN due_at IS NULL THEN due_at ELSE ? END, claimed_by = NULL,
      failures = failures + 1, error_code = ?, error = ?, error_at = ? WHERE shop = ?`,
    [dueAt, codeOf(error), messageOf(error).replaceAll('\u0000', ''), now, shop],
  );
}

/** The webhooks as they were found, or why nobody could look. */
export type WebhookReport = Pick<WebhookCheck, 'webhooks'> & {
  readonly error: { readonly code: string; readonly message: string } | null;
};

export async function noteWebhooks(
  tx: Transaction,
  shop: string,
  { report, now, isEnabledAgain }: { report: WebhookReport; now: number; isEnabledAgain: boolean },
): Promise<void> {
  await tx.run(
    `UPDATE shop_state SET webhooks = ?, webhooks_checked_at = ?, enabled_again_at = COALESCE(?, enabled_again_at)
      WHERE shop = ?`,
    [JSON.stringify(report).replaceAll('\\u0000', ''), now, isEnabledAgain ? now : null, shop],
  );
}

export interface TurnState {
  readonly failures: number;
  readonly webhooksCheckedAt: number | null;
}

export async function readTurnState(queries: Queries, shop: string): Promise<TurnState | undefined> {
  return await queries.get<TurnState>(
    `SELECT failures, webhooks_checked_at AS "webhooksCheckedAt" FROM shop_state WHERE shop = ?`,
    [shop],
  );
}

const FIRST_PAUSE = minutes(0.5);
const LONGEST_PAUSE = minutes(60);

/**
 * How long a shop is left alone after failures in a row: twice as long each time, or as long as it asked for.
 * @param failures with the latest
 */
export function pauseAfter(failures: number, error: unknown): Duration {
  const asked = (error as { details?: { retryAfterMilliseconds?: number } }).details?.retryAfterMilliseconds ?? 0;
  const doubled = FIRST_PAUSE.milliseconds * 2 ** Math.min(failures - 1, 10);
  return minutes(Math.min(LONGEST_PAUSE.milliseconds, Math.max(doubled, asked)) / minutes(1).milliseconds);
}
