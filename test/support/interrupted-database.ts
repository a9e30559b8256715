import type { Database, Transaction } from '../../packages/runtime/src/db';

/** A database as one worker sees it, between two of whose writes something else happens. */
export class InterruptedDatabase implements Database {
  private writes = 0;
  private interruption: { readonly ahead: number; readonly happen: () => Promise<unknown> } | undefined;

  constructor(private readonly real: Database) {}

  /** @param ahead of which of the next writes it happens, beginning with 0 */
  interrupt(ahead: number, happen: () => Promise<unknown>): void {
    this.writes = 0;
    this.interruption = { ahead, happen };
  }

  get dialect() {
    return this.real.dialect;
  }

  get orm() {
    return this.real.orm;
  }

  allInBackground<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]> {
    return this.real.allInBackground(sql, parameters);
  }

  all<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]> {
    return this.real.all<Row>(sql, parameters);
  }

  get<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row | undefined> {
    return this.real.get<Row>(sql, parameters);
  }

  async write<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    if (this.writes === this.interruption?.ahead) await this.interruption.happen();
    this.writes += 1;
    return await this.real.write(work);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
