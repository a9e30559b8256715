import type { CalendarSettings } from './calendar-settings';
import { CLOSING_REASONS, type Closing } from './closing';
import { holyClosings } from './holy-closings';
import { hourClosings } from './hour-closings';
import type { Situation } from './situation';
import { ramadanClosings } from './ramadan-closings';
import { datesBetween } from './wall-date';

const DAY_MS = 86_400_000;
const BLOCK_MS = 8 * DAY_MS;
/** Some two years: more are not looked at in one go. */
const MOST_BLOCKS = 100;

/** A span of time in which a calendar is open (`closing: null`) or closed for one reason. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly closing: Pick<Closing, 'reason' | 'detail'> | null;
}

/** What a calendar says at each instant, seen from one place. Worked out in blocks of some days, when they are asked for. */
export class Timeline {
  private readonly blocks = new Map<number, readonly Stretch[]>();

  constructor(
    private readonly settings: CalendarSettings,
    readonly situation: Situation,
  ) {}

  /** The stretch that an instant lies in. A long one is told in parts. */
  stretchAt(at: number): Stretch {
    const stretches = this.block(Math.floor(at / BLOCK_MS));
    let [low, high] = [0, stretches.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((stretches[middle]?.from ?? Infinity) <= at) low = middle;
      else high = middle - 1;
    }
    const found = stretches[low];
    if (!found) throw new RangeError(`${at} is no instant`);
    return found;
  }

  /** All stretches from an instant to another one, each as long as it is. */
  between(from: number, to: number): Stretch[] {
    const found: Stretch[] = [];
    for (let at = from; at < to;) {
      const { closing, to: end } = this.stretchAt(at);
      const last = found.at(-1);
      const until = Math.min(end, to);
      if (last && isSame(last.closing, closing)) found[found.length - 1] = { ...last, to: until };
      else found.push({ from: at, to: until, closing });
      at = until;
    }
    return found;
  }

  private block(index: number): readonly Stretch[] {
    const known = this.blocks.get(index);
    if (known) return known;
    if (this.blocks.size >= MOST_BLOCKS) this.blocks.clear();
    const made = this.make(index * BLOCK_MS, (index + 1) * BLOCK_MS);
    this.blocks.set(index, made);
    return made;
  }

  private make(from: number, to: number): Stretch[] {
    const { settings, situation } = this;
    const dates = datesBetween(from, to, situation.timeZone);
    const closings = [
      ...hourClosings(settings, situation, dates),
      ...holyClosings(settings, situation, dates),
      ...ramadanClosings(settings, situation, dates),
    ]
      .filter((closing) => closing.from < to && closing.to > from)
      .sort((a, b) => CLOSING_REASONS.indexOf(a.reason) - CLOSING_REASONS.indexOf(b.reason));
    const edges = new Set([from, ...closings.flatMap((closing) => [closing.from, closing.to])]);
    const starts = [...edges].filter((edge) => edge >= from && edge < to).sort((a, b) => a - b);
    const stretches: Stretch[] = [];
    for (const [index, start] of starts.entries()) {
      const end = starts[index + 1] ?? to;
      const closing = closings.find((each) => each.from <= start && each.to > start) ?? null;
      const last = stretches.at(-1);
      if (last && isSame(last.closing, closing)) stretches[stretches.length - 1] = { ...last, to: end };
      else stretches.push({ from: start, to: end, closing });
    }
    return stretches;
  }
}

function isSame(one: Stretch['closing'], other: Stretch['closing']): boolean {
  return one?.reason === other?.reason && one?.detail === other?.detail;
}
