import type { Queries } from '../db';
import { seconds } from '../shared';
import type { LoadedCalendars } from './loaded-calendars';
import { nextOpening, type Opening, type OpeningQuestion } from './next-opening';
import { readCalendars } from './read-calendars';

/** What another server has changed is unknown here for so long at most. */
const FRESH_MS = seconds(1).milliseconds;

interface Remembered {
  readonly fingerprint: string;
  readonly calendars: LoadedCalendars;
  readonly readAt: number;
}

/**
 * The sending calendars, for whoever is about to send. Settings are held in memory for a second, then read again in the
 * transaction at hand: what another server saved holds here a second later, what was saved here at once.
 */
export class SendingCalendars {
  private readonly workspaces = new Map<number, Remembered>();
  private changes = 0;

  /** @param elapsed milliseconds of a clock that nobody sets */
  constructor(private readonly elapsed: () => number = () => performance.now()) {}

  /** Whether a message may go to a contact at an instant, or else when. Awaits nothing but `tx`. */
  async look(tx: Queries, question: OpeningQuestion & { readonly workspace: number }): Promise<Opening> {
    return nextOpening(await this.load(tx, question.workspace), question);
  }

  /** The calendars of a workspace as they are now, or were a second ago. */
  async load(queries: Queries, workspace: number): Promise<LoadedCalendars> {
    const known = this.workspaces.get(workspace);
    const now = this.elapsed();
    if (known && now - known.readAt < FRESH_MS) return known.calendars;
    const before = this.changes;
    const read = await readCalendars(queries, workspace);
    const calendars = read.fingerprint === known?.fingerprint ? known.calendars : read.calendars;
    // What was changed while it was read is read again.
    if (this.changes === before) this.workspaces.set(workspace, { ...read, calendars, readAt: now });
    return calendars;
  }

  /** Reads the calendars of a workspace anew with the next question: they were changed here. */
  changed(workspace: number): void {
    this.changes += 1;
    this.workspaces.delete(workspace);
  }
}
