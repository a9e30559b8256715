import { statSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Looks at the server's own database from outside: what counts is what is stored, not what was answered. */
export class StoredExecutions {
  private readonly database: DatabaseSync;
  private readonly file: string;

  constructor(folder: string) {
    this.file = path.join(folder, 'aftercart.sqlite');
    this.database = new DatabaseSync(this.file, { readOnly: true, timeout: 10_000 });
  }

  count(status: string): number {
    return this.number('SELECT count(*) AS n FROM execution WHERE status = ?', status);
  }

  /** Waits until so many executions have a status. @returns UTC epoch ms */
  async until(status: string, wanted: number, within = 120_000): Promise<number> {
    const deadline = Date.now() + within;
    for (;;) {
      const now = Date.now();
      const found = this.count(status);
      if (found >= wanted) return now;
      if (now > deadline) throw new Error(`${found} of ${wanted} executions are "${status}" after ${within} ms.`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** When executions ended (UTC epoch ms), by id. */
  endings(first: number, last: number): Map<number, number> {
    const rows = this.database
      .prepare('SELECT id, stopped_at AS at FROM execution WHERE id BETWEEN ? AND ? AND stopped_at IS NOT NULL')
      .all(first, last);
    return new Map(rows.map(({ id, at }) => [Number(id), Number(at)]));
  }

  /** Bytes of a table with all its indexes, on disk. */
  bytesOf(table: string): number {
    return this.number(
      `SELECT coalesce(sum(pgsize), 0) AS n FROM dbstat WHERE aggregate = TRUE
       AND name IN (SELECT name FROM sqlite_schema WHERE tbl_name = ?)`,
      table,
    );
  }

  /** The bytes of the database and of its write-ahead log. */
  fileSize(): number {
    return ['', '-wal'].reduce(
      (sum, end) => sum + (statSync(this.file + end, { throwIfNoEntry: false })?.size ?? 0),
      0,
    );
  }

  close(): void {
    this.database.close();
  }

  private number(sql: string, parameter: string): number {
    return Number(this.database.prepare(sql).get(parameter)?.n);
  }
}
