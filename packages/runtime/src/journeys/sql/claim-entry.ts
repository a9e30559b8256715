import { entryKey, type Transaction } from '../../db';
import type { RunnableVersion } from '../../workflows';

/** The latest entry of a contact (or an order, a cart: of a key) into a journey. */
export interface LatestEntry {
  /** As `markEntered` wants it. */
  readonly key: string;
  /** UTC epoch ms; null where nobody entered with this key yet. */
  readonly entered_at: number | null;
  readonly execution: number | null;
}

/** Reads the latest entry and holds back everybody else who wants to enter with the same key until this transaction ends. */
export async function claimEntry(tx: Transaction, version: RunnableVersion, name: string): Promise<LatestEntry> {
  const key = entryKey(version.workflow, name);
  const row = await tx.get<LatestEntry>(
    `INSERT INTO journey_entry (entry_key, workspace, workflow) VALUES (?, ?, ?)
     ON CONFLICT (entry_key) DO UPDATE SET workspace = excluded.workspace
     RETURNING entry_key AS "key", entered_at, execution`,
    [key, version.workspace, version.workflow],
  );
  return row ?? { key, entered_at: null, execution: null };
}

export async function markEntered(tx: Transaction, key: string, execution: number, now: number): Promise<void> {
  await tx.run('UPDATE journey_entry SET entered_at = ?, execution = ? WHERE entry_key = ?', [now, execution, key]);
}

export async function isInside(tx: Transaction, execution: number): Promise<boolean> {
  const row = await tx.get('SELECT id FROM execution WHERE id = ? AND stopped_at IS NULL', [execution]);
  return row !== undefined;
}
