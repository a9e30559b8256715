import type { Queries } from '../db';
import { seconds } from '../shared';
import type { LoadedCalendars } from './loaded-calendars';
import { openingAt, type Opening, type OpeningQuestion } from './next-opening';
import { readCalendars } from './read-calendars';
import { Timeline } from './timeline';

/** What another server has changed is unknown here for so long at most. */
const FRESH_MS = seconds(1).milliseconds;
/** One for each channel, zone and city in use. */
const MOST_TIMELINES = 2_000;

interface Remembered {
  readonly fingerprint: string;
  readonly calendars: LoadedCalendars;
  readonly timelines: Map<string, Timeline>;
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
    const { calendars, timelines } = await this.of(tx, question.workspace);
    const { channel, timeZone, country, city, at } = question;
    const key = `${channel}\n${timeZone}\n${country}\n${city}`;
    let timeline = timelines.get(key);
    if (!timeline) {
      const { settings, situation } = calendars.whatHoldsFor(question);
      timeline = new Timeline(settings, situation);
      if (timelines.size >= MOST_TIMELINES) timelines.clear();
      timelines.set(key, timeline);
    }
    return openingAt(timeline, at);
  }

  /** The calendars of a workspace as they are now, or were a second ago. */
  async load(queries: Queries, workspace: number): Promise<LoadedCalendars> {
    return (await this.of(queries, workspace)).calendars;
  }

  /** Reads the calendars of a workspace anew with the next question: they were changed here. */
  changed(workspace: number): void {
    this.changes += 1;
    this.workspaces.delete(workspace);
  }

  private async of(queries: Queries, workspace: number): Promise<Remembered> {
    const known = this.workspaces.get(workspace);
    const now = this.elapsed();
    if (known && now - known.readAt < FRESH_MS) return known;
    const before = this.changes;
    const { fingerprint, calendars } = await readCalendars(queries, workspace);
    const same = known?.fingerprint === fingerprint ? known : undefined;
    const read = { fingerprint, calendars, timelines: new Map<string, Timeline>(), ...same, readAt: now };
    // What was changed while it was read is read again.
    if (this.changes === before) this.workspaces.set(workspace, read);
    return read;
  }
}
