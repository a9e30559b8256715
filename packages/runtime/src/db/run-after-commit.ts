import { messageOf } from '../shared';

/**
 * Runs what waits for a commit. The data is stored by now: a callback that throws is our bug and is shown as a warning,
 * but holds up neither the others nor the writers that wait.
 */
export function runAfterCommit(callbacks: ReadonlyArray<() => void>): void {
  for (const callback of callbacks) {
    try {
      callback();
    } catch (error) {
      process.emitWarning(messageOf(error));
    }
  }
}
