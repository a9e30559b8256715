import type { Database, Transaction } from '../../packages/runtime/src/db';

/** How a process dies over a write: nothing of it is stored, or it is and nobody hears of it. */
export type Death = 'before the commit' | 'after the commit';

/** A database as one process sees it, which may die over any write. From then on it reaches nothing any more. */
export class MortalDatabase implements Database {
  isDead = false;
  private writesLeft = Infinity;
  private death: Death = 'before the commit';

  constructor(private readonly real: Database) {}

  /** @param write the number of the fatal write from now on, beginning with 0 */
  dieAt(write: number, death: Death): void {
    this.writesLeft = write;
    this.death = death;
  }

  die(): void {
    this.isDead = true;
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

  async all<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]> {
    this.check();
    return await this.real.all<Row>(sql, parameters);
  }

  async get<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row | undefined> {
    this.check();
    return await this.real.get<Row>(sql, parameters);
  }

  async write<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    this.check();
    const isFatal = this.writesLeft <= 0;
    this.writesLeft -= 1;
    const result = await this.real.write(async (tx) => {
      this.check();
      const done = await work(tx);
      if (isFatal && this.death === 'before the commit') this.die();
      this.check();
      return done;
    });
    if (isFatal) this.die();
    this.check();
    return result;
  }

  async close(): Promise<void> {
    await Promise.resolve();
  }

  private check(): void {
    if (this.isDead) throw new Error('this process has died');
  }
}
