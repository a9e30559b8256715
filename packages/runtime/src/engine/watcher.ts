import type { IExecuteResponsePromiseData, IRun } from 'n8n-workflow';

/** Whoever wants to hear of one execution: a caller of a webhook, a person at a terminal. */
export interface Watcher {
  onResponse?(response: IExecuteResponsePromiseData): void;
  /** Called at its end, and each time that it comes to a wait. */
  onStop?(run: IRun): void;
}
