import type { Transaction } from '../../db';
import type { ReturnNotice } from '../notice';

/** @returns false where the same was told before: then nothing is to follow from it */
export async function recordReturn(
  tx: Transaction,
  {
    workspace,
    message,
    hash,
    notice: { key, kind, provider, code, text, at },
    now,
  }: {
    readonly workspace: number;
    readonly message: string;
    /** Stands for the address. */
    readonly hash: string;
    readonly notice: ReturnNotice;
    readonly now: number;
  },
): Promise<boolean> {
  const inserted = await tx.run(
    `INSERT INTO message_return (workspace, notice, message, address, kind, provider, code, text, is_counted, at, recorded_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (workspace, notice) DO NOTHING`,
    [workspace, key, message, hash, kind, provider, code, text, kind === 'soft' ? 1 : 0, at, now],
  );
  return inserted > 0;
}
