import { hash } from 'node:crypto';

import type { Queries, Transaction } from '../db';
import type { ConsentChannel } from './consent';

/** Nothing is sent to an address for one of these reasons, whoever has it. */
export type SuppressionReason = 'erased' | 'opted_out';

export interface Address {
  readonly workspace: number;
  readonly channel: ConsentChannel;
  /** Normalised: lower case, or E.164. */
  readonly address: string;
}

/**
 * What is kept of an address. Without a key: one that got lost would open every address again, and nobody would notice
 * (docs/adr/0021).
 */
export function suppressionHash({ workspace, channel, address }: Address): string {
  return hash('sha256', `aftercart ${workspace} ${channel} ${address}`, 'base64url');
}

export async function suppress(
  tx: Transaction,
  address: Address,
  reason: SuppressionReason,
  now: number,
): Promise<void> {
  await tx.run(
    `INSERT INTO suppression (workspace, channel, hash, reason, created_at) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (workspace, channel, hash) DO NOTHING`,
    [address.workspace, address.channel, suppressionHash(address), reason, now],
  );
}

export async function isSuppressed(queries: Queries, address: Address): Promise<boolean> {
  const row = await queries.get('SELECT 1 AS found FROM suppression WHERE workspace = ? AND channel = ? AND hash = ?', [
    address.workspace,
    address.channel,
    suppressionHash(address),
  ]);
  return row !== undefined;
}

/** @returns whether it was suppressed */
export async function liftSuppression(tx: Transaction, address: Address): Promise<boolean> {
  const deleted = await tx.run('DELETE FROM suppression WHERE workspace = ? AND channel = ? AND hash = ?', [
    address.workspace,
    address.channel,
    suppressionHash(address),
  ]);
  return deleted > 0;
}
