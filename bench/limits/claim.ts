import path from 'node:path';

import { openDatabase } from '../../packages/runtime/src/db';
import { findOldestDue, readDue } from '../../packages/runtime/src/engine/sql/claim-due';
import { percentile } from '../report/percentile';

const CLAIMS = 500;
const BATCH = 50;

/** How long the engine's own statements take to find due work and to read it, on a store whose server is down. Milliseconds. */
export async function claimTimes(data: string, now: number): Promise<{ p50: number; p99: number }> {
  const database = await openDatabase(`sqlite:${path.join(data, 'aftercart.sqlite')}`);
  try {
    const times: number[] = [];
    for (let claim = 0; claim < CLAIMS; claim++) {
      const start = performance.now();
      const due = await findOldestDue(database, { now, limit: BATCH });
      const found = due.map(({ id }) => id);
      const rows = await readDue(database, found, now);
      if (rows.length !== BATCH) throw new Error(`${rows.length} rows were claimed, not ${BATCH}.`);
      times.push(performance.now() - start);
    }
    return { p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
  } finally {
    await database.close();
  }
}
