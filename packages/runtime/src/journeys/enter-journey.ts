import { evaluateCondition, valueAt } from '../audiences';
import type { Transaction } from '../db';
import type { StoredEvent } from '../events';
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
}

/** What is live in this process. */
export interface LiveJourneys {
  /** Where an event enters, of all live workflows that wait for such an event. */
  entrancesOf(event: StoredEvent): readonly Entrance[];
  /** Where it enters one workflow; undefined where that is not live, or does not wait for it (any more). */
  entranceOf(workflow: string, event: StoredEvent): Entrance | undefined;
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
  { version, node }: Entrance,
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
  if (!entry) {
    const id = await enter(tx, { ...execution, entryKey: undefined });
    return id === undefined ? 'refused' : 'entered';
  }

  const { workspace, contact, payload } = event;
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
  const id = await enter(tx, {
    ...execution,
    entryKey: latest ? undefined : keyOf(entry, event),
  });
  if (id === undefined) return entry.key === undefined ? 'refused' : await refuse({ reason: 'sameKey' });
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
  if (key === undefined) return undefined;
  const value = valueAt(payload, key);
  if (value === undefined || value === null || value === '') return undefined;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
