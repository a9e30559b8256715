/**
 * Aftercart as a target of a benchmark driver that knows no product: it sends the same load to each, and asks its target
 * what became of it. What counts is read from the database, never from answers.
 *
 * BENCH_DATA is the server's data folder, BENCH_PID its process: `serve.mjs` beside this file prints both.
 */
import { statSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const file = path.join(process.env.BENCH_DATA ?? '', 'aftercart.sqlite');
const pid = Number(process.env.BENCH_PID);

/** Asked while many executions fall due. */
export const healthPath = '/healthz';

/** Executions by what is stored of them, since the beginning. */
export async function counts() {
  /** @type {Map<unknown, number>} */
  const by = new Map(
    query('SELECT status, count(*) AS n FROM execution GROUP BY status').map(({ status, n }) => [status, Number(n)]),
  );
  const sum = (/** @type {string[]} */ ...statuses) => statuses.reduce((all, one) => all + (by.get(one) ?? 0), 0);
  return {
    done: sum('success'),
    waiting: sum('waiting'),
    active: sum('new', 'running'),
    failed: sum('error', 'crashed', 'canceled'),
  };
}

/** Bytes on disk. */
export async function dbBytes() {
  return ['', '-wal'].reduce((all, end) => all + (statSync(file + end, { throwIfNoEntry: false })?.size ?? 0), 0);
}

/**
 * When executions ended.
 *
 * @param {number} since UTC epoch ms
 */
export async function doneTimes(since) {
  const rows = query(`SELECT stopped_at AS at FROM execution WHERE status = 'success' AND stopped_at >= ${since}`);
  return rows.map(({ at }) => Number(at));
}

/**
 * Moves waiting executions to one moment.
 *
 * @param {number} count
 * @param {number} at UTC epoch ms
 */
export async function makeDue(count, at) {
  const database = new DatabaseSync(file, { timeout: 20_000 });
  database.exec(
    `UPDATE execution SET wake_at = ${at}
     WHERE id IN (SELECT id FROM execution WHERE status = 'waiting' ORDER BY id LIMIT ${count})`,
  );
  database.close();
}

/** The processes whose CPU and memory count. */
export function pids() {
  return { app: [pid] };
}

export function killPids() {
  return [pid];
}

/** @param {string} sql */
function query(sql) {
  const database = new DatabaseSync(file, { readOnly: true, timeout: 20_000 });
  const rows = database.prepare(sql).all();
  database.close();
  return rows;
}
