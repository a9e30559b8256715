import { entryKey, type Transaction } from '../db';
import type { Ended } from './find-ended';
import { isInside } from './sql/claim-entry';

interface EntryRow {
  readonly entry_key: string;
  readonly entered_at: number | null;
  readonly execution: number | null;
}

interface MergedEntries {
  readonly workspace: number;
  readonly into: number;
  readonly from: number;
}

/**
 * Makes one entry of those of two contacts who become one. A journey that a contact goes through once at a time, or once at
 * all, must not write to them twice: where both are inside, who came first stays and the other round ends.
 * @param leave ends a round
 */
export async function mergeEntries(
  tx: Transaction,
  { workspace, into, from }: MergedEntries,
  leave: (tx: Transaction, end: Ended) => Promise<unknown>,
): Promise<void> {
  const workflows = await tx.all<{ workflow: string }>(
    'SELECT DISTINCT workflow FROM journey_entry WHERE workspace = ?',
    [workspace],
  );
  for (const { workflow } of workflows) {
    const [kept, gone] = [entryKey(workflow, `contact:${into}`), entryKey(workflow, `contact:${from}`)];
    const entry = await readEntry(tx, gone);
    if (!entry) continue;
    const own = await readEntry(tx, kept);
    await tx.run('DELETE FROM journey_entry WHERE entry_key = ?', [gone]);
    if (!own) await insertEntry(tx, kept, { workspace, workflow, ...entry });
    else await joinEntries(tx, own, entry, { into, from }, leave);
  }
}

async function joinEntries(
  tx: Transaction,
  own: EntryRow,
  other: EntryRow,
  { into, from }: { into: number; from: number },
  leave: (tx: Transaction, end: Ended) => Promise<unknown>,
): Promise<void> {
  const rounds = [own, other].sort(
    (a, b) => (a.entered_at ?? 0) - (b.entered_at ?? 0) || (a.execution ?? 0) - (b.execution ?? 0),
  );
  const [first, last] = rounds as [EntryRow, EntryRow];
  const isFirstInside = first.execution !== null && (await isInside(tx, first.execution));
  if (isFirstInside && last.execution !== null && (await isInside(tx, last.execution))) {
    const reason = `Contact ${from} was merged into contact ${into}, who entered this journey earlier`;
    await leave(tx, { execution: last.execution, ending: 'left', reason, event: null, seen: [] });
  }
  const execution = isFirstInside ? first.execution : last.execution;
  await tx.run('UPDATE journey_entry SET entered_at = ?, execution = ? WHERE entry_key = ?', [
    last.entered_at,
    execution,
    own.entry_key,
  ]);
}

async function readEntry(tx: Transaction, key: string): Promise<EntryRow | undefined> {
  return await tx.get<EntryRow>('SELECT entry_key, entered_at, execution FROM journey_entry WHERE entry_key = ?', [
    key,
  ]);
}

async function insertEntry(
  tx: Transaction,
  key: string,
  { workspace, workflow, entered_at, execution }: EntryRow & { workspace: number; workflow: string },
): Promise<void> {
  await tx.run(
    'INSERT INTO journey_entry (entry_key, workspace, workflow, entered_at, execution) VALUES (?, ?, ?, ?, ?)',
    [key, workspace, workflow, entered_at, execution],
  );
}
