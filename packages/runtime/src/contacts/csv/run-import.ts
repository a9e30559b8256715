import { rmSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';

import type { Database, Transaction } from '../../db';
import { codeOf, messageOf } from '../../shared';
import { attributesOf } from '../attributes';
import type { ImportDependencies } from './import-dependencies';
import { addProgress, insertProblem, markEnded, type ImportState } from './import-store';
import { lineReading } from './read-line';
import { readRecords, type CsvRecord } from './read-records';
import { asProblem, storeLines, type LineStore, type StoredLines } from './store-lines';

/** Lines of one transaction: some ten milliseconds in which nobody else writes. */
const BATCH = 25;

type Dependencies = ImportDependencies & { readonly isStopping: () => boolean };

/** Stores a started import from where it stands to its end. Never rejects: what goes wrong is noted with the import. */
export async function runImport(state: ImportState, dependencies: Dependencies): Promise<void> {
  const { database, clock, logger } = dependencies;
  try {
    if (!(await storeAll(state, dependencies))) return; // canceled, or to go on with when the server starts again
    await database.write((tx) => markEnded(tx, state.id, { status: 'done', now: clock.now() }));
    rmSync(state.file, { force: true });
  } catch (error) {
    const [code, reason] = [codeOf(error), messageOf(error)];
    logger.error({ import: state.id, code, reason }, 'An import of contacts failed');
    const failure = { status: 'failed', error: `${code}: ${reason}`, now: clock.now() } as const;
    await database
      .write((tx) => markEnded(tx, state.id, failure))
      .catch((again: unknown) => {
        // It stays as it is, and is gone on with when the server starts again.
        logger.error({ import: state.id, reason: messageOf(again) }, 'That an import failed was not recorded');
      });
  }
}

/** @returns whether all lines are done */
async function storeAll(state: ImportState, dependencies: Dependencies): Promise<boolean> {
  const { id, workspace, plan, done } = state;
  const { database, writer, changed, isStopping } = dependencies;
  if (!plan) return false;
  let store: LineStore | undefined;
  let batch: CsvRecord[] = [];
  let seen = 0;
  for await (const record of readRecords(state.file, state)) {
    if (!store) {
      const attributes = await attributesOf(database, workspace);
      const reading = lineReading(record.cells, plan.mapping, { attributes, country: plan.country });
      store = { id, workspace, plan, reading, writer, changed };
      continue;
    }
    seen += 1;
    if (seen <= done) continue; // stored before the server ended
    batch.push(record);
    if (batch.length < BATCH) continue;
    if (isStopping() || !(await storeBatch(batch, store, database))) return false;
    batch = [];
    await nextTurn();
  }
  return batch.length === 0 || !store || (await storeBatch(batch, store, database));
}

/**
 * Stores some lines; one that cannot be stored is found by storing each of them alone.
 * @returns false where the import was canceled meanwhile: then nothing is stored
 */
async function storeBatch(batch: readonly CsvRecord[], store: LineStore, database: Database): Promise<boolean> {
  try {
    return await commit(batch, store, database, (tx) => storeLines(tx, batch, store));
  } catch (error) {
    const [record, ...others] = batch;
    if (!record) return true;
    if (others.length === 0) return await commit(batch, store, database, async () => asProblem(record, error));
    for (const each of batch) if (!(await storeBatch([each], store, database))) return false;
    return true;
  }
}

async function commit(
  { length: lines }: readonly CsvRecord[],
  store: LineStore,
  database: Database,
  work: (tx: Transaction) => Promise<StoredLines>,
): Promise<boolean> {
  try {
    await database.write(async (tx) => {
      const { created, updated, problems } = await work(tx);
      for (const { record, problem } of problems) await insertProblem(tx, store, record, problem);
      const isCounted = await addProgress(tx, store.id, { lines, created, updated, failed: problems.length });
      if (!isCounted) throw new CanceledError();
    });
    return true;
  } catch (error) {
    if (error instanceof CanceledError) return false;
    throw error;
  }
}

/** Rolls back what was being stored. */
class CanceledError extends Error {}
