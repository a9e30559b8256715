import path from 'node:path';
import { Worker } from 'node:worker_threads';

import { CodedOperationalError, messageOf } from '../shared';
import { FROM_SOURCE } from './from-source';

export interface BackgroundQuestion {
  readonly id: number;
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

export type BackgroundAnswer = { readonly id: number } & (
  { readonly rows: readonly unknown[] } | { readonly problem: string }
);

interface Asked {
  resolve(rows: readonly unknown[]): void;
  reject(error: Error): void;
}

/** Questions about many rows of a SQLite file, answered by a thread beside this one. It begins with the first. */
export class BackgroundQueries {
  private worker: Worker | undefined;
  private readonly asked = new Map<number, Asked>();
  private latest = 0;

  constructor(private readonly file: string) {}

  /** @throws DATABASE_UNAVAILABLE where the thread died or was stopped over it */
  async all<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    const worker = (this.worker ??= this.startWorker());
    const id = ++this.latest;
    const rows = await new Promise<readonly unknown[]>((resolve, reject) => {
      this.asked.set(id, { resolve, reject });
      worker.ref();
      worker.postMessage({ id, sql, parameters } satisfies BackgroundQuestion);
    });
    return rows as Row[];
  }

  async stop(): Promise<void> {
    const { worker } = this;
    this.end('the server stops');
    await worker?.terminate();
  }

  private startWorker(): Worker {
    const program = path.join(__dirname, `background-thread${path.extname(__filename)}`);
    const worker = new Worker(program, { workerData: this.file, execArgv: FROM_SOURCE });
    worker.unref();
    worker.on('message', (answer: BackgroundAnswer) => this.settle(answer));
    worker.on('error', (error) => this.end(messageOf(error)));
    return worker;
  }

  private settle(answer: BackgroundAnswer): void {
    const asked = this.asked.get(answer.id);
    this.asked.delete(answer.id);
    // A process that has nothing else to do need not wait for a thread without a question.
    if (this.asked.size === 0) this.worker?.unref();
    if ('rows' in answer) asked?.resolve(answer.rows);
    else asked?.reject(unanswered(answer.problem));
  }

  /** The next question starts another thread. */
  private end(reason: string): void {
    this.worker = undefined;
    for (const asked of this.asked.values()) asked.reject(unanswered(reason));
    this.asked.clear();
  }
}

function unanswered(reason: string): CodedOperationalError {
  return new CodedOperationalError(
    'DATABASE_UNAVAILABLE',
    `A question about many contacts was not answered: ${reason}. Try again.`,
  );
}
