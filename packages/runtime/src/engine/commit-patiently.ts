import { codeOf, messageOf, milliseconds, seconds, type Duration, type Logger } from '../shared';

const FIRST_PAUSE = milliseconds(250);
const LONGEST_PAUSE = seconds(30);
/** Spread around the pause, so that what failed together does not come back together. */
const SPREAD = 0.2;
/** A commit that fails because of what is to be committed fails again: after so many tries it is given up. */
const MOST_TRIES = 4;

export interface Patience {
  /** Aborted when the server ends. */
  readonly signal: AbortSignal;
  readonly logger: Logger;
  readonly random?: () => number;
}

/**
 * Commits what a run brought, and tries again, ever less often, while the database cannot be written (a full disk,
 * another process that holds it, a connection that broke). The run itself is not repeated: its effects outside were
 * done.
 * @throws what `write` threw last: after some tries where the fault is not the database's, or when the server ends
 */
export async function commitPatiently<Result>(
  execution: number,
  write: () => Promise<Result>,
  { signal, logger, random = Math.random }: Patience,
): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await write();
    } catch (error) {
      if (signal.aborted || (!isTemporary(error) && tries >= MOST_TRIES)) throw error;
      const pause = pauseAfter(tries, random());
      const facts = { execution, tries, pause: pause.milliseconds, code: codeOf(error), reason: messageOf(error) };
      logger.warn(facts, 'What an execution did could not be stored yet; trying again');
      await sleep(pause, signal);
    }
  }
}

/** Whether it is the database's fault, and likely to pass. */
export function isTemporary(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'DATABASE_WRITE_FAILED' || code === 'DATABASE_UNAVAILABLE';
}

export function pauseAfter(tries: number, random: number): Duration {
  const pause = Math.min(FIRST_PAUSE.milliseconds * 2 ** (tries - 1), LONGEST_PAUSE.milliseconds);
  return milliseconds(Math.round(pause * (1 + SPREAD * (2 * random - 1))));
}

async function sleep({ milliseconds: pause }: Duration, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const wake = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, pause);
    signal.addEventListener('abort', wake);
  });
}
