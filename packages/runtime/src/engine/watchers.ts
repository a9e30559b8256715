import type { IRun } from 'n8n-workflow';

import type { Watcher } from './watcher';

/** Who wants to hear of which execution. */
export class Watchers {
  private readonly watchers = new Map<number, Watcher>();

  /** Until the execution ends. */
  add(id: number, watcher: Watcher): void {
    this.watchers.set(id, watcher);
  }

  of(id: number): Watcher | undefined {
    return this.watchers.get(id);
  }

  /** An execution has ended, or come to a wait. */
  stopped(id: number, run: IRun): void {
    const watcher = this.watchers.get(id);
    if (run.status !== 'waiting') this.watchers.delete(id);
    watcher?.onStop?.(run);
  }
}
