import { statSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';

import { messageOf } from '../shared';
import type { Connection } from './connection-queries';
import { FROM_SOURCE } from './from-source';

/** Bytes of the write-ahead log from which on it is moved into the database file. */
const LARGE = 16 * 1024 * 1024;
/** Bytes that it keeps when it begins anew: whatever is beyond was written since. */
const KEPT = LARGE / 4;
/** Pages from which on SQLite does it by itself within a commit: what happens where the thread has died. */
const LAST_RESORT = 50_000;

/**
 * Moves the write-ahead log into the database file without holding up commits. By itself SQLite does so within the
 * commit that makes the log large, and all else stands still for as long. Here a thread with a connection of its own
 * does nearly all of it while commits go on. The rest, a few pages, falls to the writer; then the log begins anew.
 */
export class Checkpoints {
  private worker: Worker | undefined;
  private state: 'idle' | 'under way' | 'nearly done' = 'idle';
  private readonly log: string;

  /** @param writer the connection that commits */
  constructor(
    private readonly file: string,
    private readonly writer: Connection,
  ) {
    this.log = `${file}-wal`;
    writer.pragma(`wal_autocheckpoint = ${LAST_RESORT}`);
    writer.pragma(`journal_size_limit = ${KEPT}`);
  }

  /** To be called after each commit. */
  look(): void {
    if (this.state === 'nearly done') {
      this.writer.pragma('wal_checkpoint(PASSIVE)');
      this.state = 'idle';
    } else if (this.state === 'idle' && (statSync(this.log, { throwIfNoEntry: false })?.size ?? 0) > LARGE) {
      this.state = 'under way';
      // The thread is started when it is needed first: small stores never do.
      this.worker ??= this.startWorker();
      this.worker.postMessage('begin');
    }
  }

  async stop(): Promise<void> {
    await this.worker?.terminate();
    this.worker = undefined;
  }

  private startWorker(): Worker {
    const program = path.join(__dirname, `checkpoint-thread${path.extname(__filename)}`);
    const worker = new Worker(program, { workerData: this.file, execArgv: FROM_SOURCE });
    worker.unref();
    worker.on('message', () => (this.state = 'nearly done'));
    worker.on('error', (error) => process.emitWarning(`The thread that tidies the database died: ${messageOf(error)}`));
    return worker;
  }
}
