import { closeSync, fdatasync, openSync } from 'node:fs';

/**
 * Makes commits durable beside the event loop: what stands in SQLite's write-ahead log is flushed to the disk by
 * Node's thread pool, while the next group of writes is done. Flushes follow each other; one of them serves all
 * commits that were made before it began.
 */
export class LogFlusher {
  private file: number | undefined;
  private running: Promise<void> | undefined;
  private next: Promise<void> | undefined;

  /** @param log the path of the write-ahead log; it exists from the first commit on, and stays the same file */
  constructor(private readonly log: string) {}

  /** Resolves once everything that was committed before this call is on the disk; rejects where the disk fails. */
  flush(): Promise<void> {
    if (!this.running) return this.begin();
    this.next ??= this.running.then(() => this.begin());
    return this.next;
  }

  async close(): Promise<void> {
    await (this.next ?? this.running);
    if (this.file !== undefined) closeSync(this.file);
    this.file = undefined;
  }

  private begin(): Promise<void> {
    this.next = undefined;
    const file = (this.file ??= openSync(this.log, 'r+'));
    this.running = new Promise<void>((resolve, reject) => {
      fdatasync(file, (error) => {
        // What a failed flush should have written is lost to the kernel: another one would wrongly succeed.
        if (error) reject(error);
        else {
          this.running = undefined;
          resolve();
        }
      });
    });
    return this.running;
  }
}
