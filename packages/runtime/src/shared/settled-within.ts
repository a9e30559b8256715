import type { Duration } from './duration';

/**
 * Waits for something, but not longer than this. What it comes to afterwards is left to whoever began it.
 * @throws what `work` rejects with in time
 */
export async function settledWithin(patience: Duration, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, patience.milliseconds)));
  await Promise.race([work, late]);
  clearTimeout(timer);
}
