import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Looks at the messages in the server's own database from outside. */
export class StoredMessages {
  private readonly database: DatabaseSync;

  constructor(folder: string) {
    this.database = new DatabaseSync(path.join(folder, 'aftercart.sqlite'), { readOnly: true, timeout: 10_000 });
  }

  /** How many have one of these statuses. */
  count(...statuses: readonly string[]): number {
    const places = statuses.map(() => '?').join(', ');
    const row = this.database.prepare(`SELECT count(*) AS n FROM message WHERE status IN (${places})`).get(...statuses);
    return Number(row?.n);
  }

  /** Waits until so many have one of these statuses. */
  async until(statuses: readonly string[], wanted: number, within: number): Promise<void> {
    const deadline = Date.now() + within;
    for (;;) {
      const found = this.count(...statuses);
      if (found >= wanted) return;
      if (Date.now() > deadline) throw new Error(`${found} of ${wanted} messages are ${statuses.join(' or ')}.`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** The status of each message, by its recipient. */
  statuses(): ReadonlyMap<string, string> {
    const rows = this.database.prepare('SELECT recipient, status FROM message').all();
    return new Map(rows.map(({ recipient, status }) => [String(recipient), String(status)]));
  }

  close(): void {
    this.database.close();
  }
}
