import { evaluateCondition, valueAt, type Calendar } from '../audiences';
import type { Transaction } from '../db';
import type { StoredEvent, TriggerFilter } from '../events';
import { days, minutes } from '../shared';
import type { EntryRules, RunnableVersion } from '../workflows';
import { rulesOf } from './journey-rules';
import type { Pause } from './pauses';
import { claimEntry, isInside, markEntered, type LatestEntry } from './sql/claim-entry';
import { insertPending } from './sql/pending-entry';
import { refuseEntry, type RefusedEntry } from './sql/refuse-entry';

/** How long after an event facts about it may still arrive: an order before its customer, a payment after both. */
export const LATE_FACTS = minutes(30);
const FIRST_LOOK_AFTER = minutes(1);

/** A live version that an event may enter, and the trigger by which. */
export interface Entrance {
  readonly version: RunnableVersion;
  readonly node: string;
  /** A path into the event, of which the trigger lets each value in once: `cart.id`. */
  readonly onceBy?: string;
}

/** What is live in this process. */
export interface LiveJourneys {
  /** Where an event enters, of all live workflows that wait for such an event. */
  entrancesOf(event: StoredEvent, calendar?: Calendar): readonly Entrance[];
  /** Where it enters one workflow; undefined where that is not live, or does not wait for it (any more). */
  entranceOf(workflow: string, event: StoredEvent, calendar?: Calendar): Entrance | undefined;
  /** What their triggers wait for. */
  filtersOf(workspace: number): readonly TriggerFilter[];
  /** Whether any live workflow of the workspace has an entry filter. */
  hasEntryFilters(workspace: number): boolean;
}

/** Inserts the execution. @returns undefined where its key is known */
export type Enter = (
  tx: Transaction,
  execution: Entrance & {
    readonly mode: 'trigger';
    contact: number | null;
    event: number;
    /** Where given, no other entry with it may be there. An event needs none: it is routed once. */
    entryKey: string | undefined;
    state: null;
  },
) => Promise<number | undefined>;

export interface EntryContext {
  readonly now: number;
  readonly pause: Pause | undefined;
  readonly enter: Enter;
}

/** `pending`: it is to be looked at again. */
export type EntryOutcome = 'entered' | 'refused' | 'pending';

/**
 * Enters a journey by its entry rules. A journey without any costs nothing but its row. What is refused is recorded;
 * what does not pass the filter yet waits for facts that come late.
 */
export async function enterJourney(
  tx: Transaction,
  { version, node, onceBy }: Entrance,
  event: StoredEvent,
  { now, pause, enter }: EntryContext,
): Promise<EntryOutcome> {
  const { entry } = rulesOf(version.settings);
  const { workflow } = version;
  const refuse = async (refusal: Omit<RefusedEntry, 'workflow'>): Promise<EntryOutcome> => {
    await refuseEntry(tx, event, { workflow, ...refusal }, now);
    return 'refused';
  };

  if (event.payload.date?.isTooLate === true) return await refuse({ reason: 'tooLate' });
  if (pause && !pause.entersLater) return await refuse({ reason: 'paused' });
  if (pause) {
    await insertPending(tx, event, { workflow, dueAt: null, untilAt: event.occurredAt + LATE_FACTS.milliseconds });
    return 'pending';
  }
  const execution = { version, node, mode: 'trigger', contact: event.contact, event: event.id, state: null } as const;
  const { workspace, contact, payload } = event;
  const onceValue = onceBy === undefined ? undefined : valueText(payload, onceBy);
  // A workflow may begin with several triggers: after an hour, and after a day.
  const onceKey = onceValue === undefined ? undefined : `${node}:${onceValue}`;
  if (!entry) {
    const id = await enter(tx, { ...execution, entryKey: onceKey });
    if (id !== undefined) return 'entered';
    return onceKey === undefined ? 'refused' : await refuse({ reason: 'sameKey' });
  }

  const answer =
    entry.filter && (await evaluateCondition(tx, entry.filter, { workspace, contact, event: payload, asOf: now }));
  if (answer?.holds === false) {
    const untilAt = event.occurredAt + LATE_FACTS.milliseconds;
    if (now >= untilAt) return await refuse({ reason: 'filter', seen: answer.seen });
    await insertPending(tx, event, { workflow, dueAt: nextLook(now, 0, untilAt), untilAt });
    return 'pending';
  }

  const latest = entry.reentry === 'everyMatch' ? undefined : await claimEntry(tx, version, nameOf(entry, event));
  const objection = latest && (await objectionOf(tx, entry, latest, now));
  if (objection) return await refuse({ reason: objection });
  // What the journey counts by itself goes before what its trigger counts.
  const entryKey = entry.key === undefined ? onceKey : latest ? undefined : keyOf(entry, event);
  const id = await enter(tx, { ...execution, entryKey });
  if (id === undefined) return entryKey === undefined ? 'refused' : await refuse({ reason: 'sameKey' });
  if (latest) await markEntered(tx, latest.key, id, now);
  return 'entered';
}

/** When an event is looked at again that was looked at `attempts` times: ever less often, and a last time at the end. */
export function nextLook(now: number, attempts: number, untilAt: number): number {
  return Math.min(untilAt, now + FIRST_LOOK_AFTER.milliseconds * 2 ** attempts);
}

async function objectionOf(
  tx: Transaction,
  { reentry, days: pauseInDays = 0 }: EntryRules,
  { entered_at, execution }: LatestEntry,
  now: number,
): Promise<RefusedEntry['reason'] | undefined> {
  if (entered_at === null) return undefined;
  if (reentry === 'once') return 'once';
  if (reentry === 'everyDays') return now - entered_at < days(pauseInDays).milliseconds ? 'tooSoon' : undefined;
  return execution !== null && (await isInside(tx, execution)) ? 'stillInside' : undefined;
}

/** What must not enter twice: by the key that the rules name, else the contact, else (of nobody known) the event. */
function nameOf(entry: EntryRules, event: StoredEvent): string {
  const key = keyOf(entry, event);
  if (key !== undefined) return `key:${key}`;
  return event.contact === null ? `event:${event.dedupeKey}` : `contact:${event.contact}`;
}

function keyOf({ key }: EntryRules, { payload }: StoredEvent): string | undefined {
  return key === undefined ? undefined : valueText(payload, key);
}

/** What stands at a path of the event, as a text; undefined where nothing does. */
function valueText(payload: object, path: string): string | undefined {
  const value = valueAt(payload, path);
  if (value === undefined || value === null || value === '') return undefined;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
