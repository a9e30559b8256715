import { createHash } from 'node:crypto';

import {
  UserError,
  type DeduplicationItemTypes,
  type DeduplicationMode,
  type DeduplicationScope,
  type ICheckProcessedContextData,
  type ICheckProcessedOptions,
  type IDataDeduplicator,
  type IDeduplicationOutput,
} from 'n8n-workflow';

import type { Database, Transaction } from '../db';

const LATEST = 'latest';

interface Place {
  readonly workflow: string;
  readonly scope: string;
}

/**
 * What nodes remember from one execution to the next to leave out what they have met before (Remove Duplicates). Kept
 * at once, as in n8n: an execution that is run again after a crash takes what it recorded for met before.
 */
export class SeenValues implements IDataDeduplicator {
  constructor(private readonly database: Database) {}

  /** Parts values into those that are new and those that were met before, and remembers the new ones. */
  async checkProcessedAndRecord(
    items: DeduplicationItemTypes[],
    scope: DeduplicationScope,
    context: ICheckProcessedContextData,
    { mode, maxEntries }: ICheckProcessedOptions,
  ): Promise<IDeduplicationOutput> {
    const place = placeOf(scope, context);
    return await this.database.write(async (tx) => {
      if (mode !== 'entries') return await moveLatest(tx, place, items, mode);
      const output: IDeduplicationOutput = { new: [], processed: [] };
      for (const item of items)
        ((await insert(tx, place, hashOf(item), null)) ? output.new : output.processed).push(item);
      if (maxEntries !== undefined) await keepYoungest(tx, place, maxEntries);
      return output;
    });
  }

  async removeProcessed(
    items: DeduplicationItemTypes[],
    scope: DeduplicationScope,
    context: ICheckProcessedContextData,
    { mode }: ICheckProcessedOptions,
  ): Promise<void> {
    if (mode !== 'entries') throw new UserError('Removing processed data is not possible in mode "latest"');
    const { workflow, scope: name } = placeOf(scope, context);
    await this.database.write(async (tx) => {
      for (const item of items) await tx.run(`${DELETE} AND value = ?`, [workflow, name, hashOf(item)]);
    });
  }

  async clearAllProcessedItems(scope: DeduplicationScope, context: ICheckProcessedContextData): Promise<void> {
    const { workflow, scope: name } = placeOf(scope, context);
    await this.database.write((tx) => tx.run(DELETE, [workflow, name]));
  }

  async getProcessedDataCount(
    scope: DeduplicationScope,
    context: ICheckProcessedContextData,
    { mode }: ICheckProcessedOptions,
  ): Promise<number> {
    if (mode !== 'entries') return 0;
    const { workflow, scope: name } = placeOf(scope, context);
    const sql = 'SELECT COUNT(*) AS n FROM seen_value WHERE workflow = ? AND scope = ? AND latest IS NULL';
    return (await this.database.get<{ n: number }>(sql, [workflow, name]))?.n ?? 0;
  }
}

const DELETE = 'DELETE FROM seen_value WHERE workflow = ? AND scope = ?';

function placeOf(scope: DeduplicationScope, { workflow, node }: ICheckProcessedContextData): Place {
  return { workflow: workflow.id, scope: scope === 'node' ? (node?.name ?? '') : '' };
}

function hashOf(value: DeduplicationItemTypes): string {
  return createHash('sha256').update(String(value)).digest('base64url');
}

/** @returns whether it was not there yet */
async function insert(
  tx: Transaction,
  { workflow, scope }: Place,
  value: string,
  latest: string | null,
): Promise<boolean> {
  const sql = `INSERT INTO seen_value (workspace, workflow, scope, value, latest)
    SELECT workspace, id, ?, ?, ? FROM workflow WHERE id = ? ON CONFLICT (workflow, scope, value) DO NOTHING`;
  return (await tx.run(sql, [scope, value, latest, workflow])) > 0;
}

async function keepYoungest(tx: Transaction, { workflow, scope }: Place, most: number): Promise<void> {
  const youngest = 'SELECT id FROM seen_value WHERE workflow = ? AND scope = ? ORDER BY id DESC LIMIT ?';
  await tx.run(`${DELETE} AND id NOT IN (${youngest})`, [workflow, scope, workflow, scope, most]);
}

/** New is what lies beyond the largest value so far. */
async function moveLatest(
  tx: Transaction,
  place: Place,
  items: readonly DeduplicationItemTypes[],
  mode: DeduplicationMode,
): Promise<IDeduplicationOutput> {
  const { workflow, scope } = place;
  const at = 'workflow = ? AND scope = ? AND value = ?';
  const row = await tx.get<{ latest: string }>(`SELECT latest FROM seen_value WHERE ${at}`, [workflow, scope, LATEST]);
  const rank = (value: DeduplicationItemTypes) => (mode === 'latestDate' ? new Date(value).getTime() : Number(value));
  const before = row ? rank(row.latest) : -Infinity;
  const output: IDeduplicationOutput = {
    new: items.filter((item) => rank(item) > before),
    processed: items.filter((item) => !(rank(item) > before)),
  };
  const [largest] = [...output.new].sort((one, other) => rank(other) - rank(one));
  if (largest === undefined) return output;
  const isFirst = await insert(tx, place, LATEST, String(largest));
  if (!isFirst)
    await tx.run(`UPDATE seen_value SET latest = ? WHERE ${at}`, [String(largest), workflow, scope, LATEST]);
  return output;
}
