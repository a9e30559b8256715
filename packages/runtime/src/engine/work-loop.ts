import type { Pauses } from '../journeys';
import { codeOf, messageOf, milliseconds, seconds, type Clock, type Logger } from '../shared';
import type { Claimer } from './claim/claimer';
import { Pace } from './claim/pace';
import type { ExecutionRow } from './execution-row';

/** Enough to fill a commit while the next ones run. More would not be faster on one thread, only larger. */
const MOST_IN_HAND = 120;
/** Once all slots are taken, so many are to be free before it looks again: each look costs the same, however much it finds. */
const WORTH_A_LOOK = 16;
/** A workflow whose nodes are slow leaves slots for the others. */
const MOST_IN_HAND_OF_ONE = 96;
/** Looks again at least so often: a clock that was set back or forth must not leave anything lying. */
const LONGEST_SLEEP = seconds(30);
/** How long a server that is told to end waits for runs in hand. */
const LONGEST_DRAIN = seconds(8);
/** How long it waits before it looks again, where the database could not be read. */
const PAUSE_WITHOUT_DATABASE = seconds(1);
/** Who waits for the engine to have nothing in hand looks again at least so often. */
const LONGEST_LOOK_AWAY = milliseconds(5);

export interface WorkLoopDependencies {
  readonly claimer: Claimer;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Which journeys stand still: none where it is left out. */
  readonly pauses?: Pauses;
  /** Works on one execution until it is stored, and lets it go then. Never rejects. */
  process(row: ExecutionRow): Promise<void>;
}

/** Takes in hand what is due, as much as it has slots for, and sleeps until something is. */
export class WorkLoop {
  private readonly pace = new Pace();
  private running: Promise<void> | undefined;
  private isStopping = false;
  private isWoken = false;
  private wakeSleeper: () => void = () => undefined;
  private tellOfChange: () => void = () => undefined;

  constructor(private readonly dependencies: WorkLoopDependencies) {}

  /** Begins with what a previous process left behind. */
  async start(): Promise<void> {
    await this.dependencies.claimer.start();
    this.isStopping = false;
    this.running ??= this.work();
  }

  /** Takes up nothing more and waits for what is in hand, but not for ever. */
  async drain(): Promise<void> {
    this.isStopping = true;
    this.wake();
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, LONGEST_DRAIN.milliseconds)));
    await Promise.race([this.running, patience]);
    clearTimeout(timer);
  }

  /** After `drain`: gives back what is still in hand. */
  async stop(): Promise<void> {
    await this.dependencies.claimer.stop();
    this.running = undefined;
  }

  get isDraining(): boolean {
    return this.isStopping;
  }

  /** More is due than it has slots for. */
  get isBehind(): boolean {
    return this.dependencies.claimer.isBehind;
  }

  /** Something may be due: called after each commit that made it so. */
  wake(): void {
    this.isWoken = true;
    this.wakeSleeper();
  }

  /** An execution has just been entered: it begins next where it is its turn. */
  takeFresh(row: ExecutionRow): void {
    if (!this.running || this.isStopping) return;
    this.dependencies.claimer.takeFresh(row, MOST_IN_HAND, MOST_IN_HAND_OF_ONE);
  }

  /** Its place is free, and its own next moment may come before the one that the loop sleeps until. */
  letGo(id: number): void {
    this.tellOfChange();
    this.dependencies.claimer.letGo(id);
    this.wake();
  }

  /** Resolves when nothing is in hand any more and nothing of what it works on is due. */
  async settled(): Promise<void> {
    const { claimer, clock } = this.dependencies;
    for (;;) {
      // What is in hand while the table is read may be due again by the time that it has been.
      const { isIdle } = claimer;
      const dueAt = await claimer.nextDueAt();
      if (isIdle && claimer.isIdle && (dueAt === undefined || dueAt > clock.now())) return;
      await this.nextChange();
    }
  }

  /** Resolves when less is in hand, or after a while: what is due may be taken up by another process. */
  private async nextChange(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, LONGEST_LOOK_AWAY.milliseconds);
      this.tellOfChange = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private async work(): Promise<void> {
    const working = new Set<Promise<void>>();
    while (!this.isStopping) {
      this.isWoken = false;
      const rows = await this.claim();
      if (rows.length === 0) this.tellOfChange();
      for (const row of rows) {
        const run = this.dependencies.process(row).finally(() => working.delete(run));
        working.add(run);
        await this.pace.step();
      }
      if (this.inHand >= MOST_IN_HAND) await this.untilWorthALook();
      else if (rows.length === 0) await this.sleep();
    }
    await Promise.allSettled(working);
  }

  private get inHand(): number {
    return this.dependencies.claimer.inHand.ids.size;
  }

  private async claim(): Promise<ExecutionRow[]> {
    const { pauses, claimer, logger } = this.dependencies;
    try {
      await pauses?.refresh();
      return await claimer.claim(MOST_IN_HAND - this.inHand, MOST_IN_HAND_OF_ONE);
    } catch (error) {
      const facts = { code: codeOf(error), reason: messageOf(error) };
      logger.error(facts, 'Due executions could not be read; trying again');
      return [];
    }
  }

  private async untilWorthALook(): Promise<void> {
    const isFull = () => this.inHand > MOST_IN_HAND - WORTH_A_LOOK && !this.dependencies.claimer.hasFresh;
    while (!this.isStopping && isFull()) {
      await new Promise<void>((resolve) => (this.wakeSleeper = resolve));
    }
  }

  private async sleep(): Promise<void> {
    if (this.isWoken) return;
    const { claimer, clock } = this.dependencies;
    const soon = () => clock.now() + PAUSE_WITHOUT_DATABASE.milliseconds;
    const dueAt = await claimer.nextDueAt().catch(soon);
    if (this.isWoken || this.isStopping) return;
    const untilDue = (dueAt ?? Infinity) - clock.now();
    const pause = Math.min(LONGEST_SLEEP.milliseconds, Math.max(5, untilDue));
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pause);
      this.wakeSleeper = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
