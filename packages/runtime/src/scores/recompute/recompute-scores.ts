import type { Database, Queries, Transaction } from '../../db';
import { eventsOfContact } from '../../events';
import { CodedUserError, type Clock } from '../../shared';
import { ContactScores } from '../contact-scores';
import { readStates, worthAt } from '../contact-states';
import type { Anchored } from '../decay';
import { judgeStandings } from '../judge-standings';
import { round } from '../round';
import type { ScoreBook } from '../score-book';
import { settleStandings } from '../settle-standings';
import { replayScores, type ReplayScope } from './replay-scores';

export interface RecomputeRequest {
  readonly workspace: number;
  /** Only says what would change. */
  readonly isDryRun: boolean;
  /** One event rule; all of them where left out. */
  readonly rule?: string;
}

/** What counting anew changes, or would change. */
export interface RecomputeFigures {
  readonly isDryRun: boolean;
  /** Contacts that were looked at, and those whose scores are others. */
  readonly contacts: number;
  readonly changed: number;
  readonly pointsAdded: number;
  readonly pointsTaken: number;
  /** By threshold: who comes to be above of it, and who below. Nobody is told of them. */
  readonly thresholds: ReadonlyArray<{
    readonly id: string;
    readonly name: string;
    readonly up: number;
    readonly down: number;
  }>;
}

interface Dependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly book: ScoreBook;
}

interface Difference {
  readonly score: string;
  readonly after: Anchored;
  readonly points: number;
  readonly value: number;
}

/** So many contacts are read at once; between them the event loop does other things. */
const AT_ONCE = 100;
/** Less than this is the rounding of floating point. */
const NOTHING = 1e-6;

/**
 * Counts scores anew, as if event rules had always been what they are now. The ledger keeps its entries; what differs is
 * one more entry, of the kind `correction`. Running it again changes nothing.
 * @throws SCORE_RULE_NOT_FOUND
 */
export async function recomputeScores(
  { database, clock, book }: Dependencies,
  { workspace, isDryRun, rule }: RecomputeRequest,
): Promise<RecomputeFigures> {
  await book.follow(database);
  const rules = book.eventRules(workspace).filter(({ id }) => rule === undefined || id === rule);
  if (rule !== undefined && rules.length === 0) {
    throw new CodedUserError('SCORE_RULE_NOT_FOUND', `There is no active rule "${rule}" that waits for an event.`, {
      rule,
    });
  }
  const scope = { workspace, book, rules, isWhole: rule === undefined };
  const tally = new Tally(book, workspace);
  for (let after = 0; ;) {
    const contacts = await database.all<{ id: number }>(
      `SELECT id FROM contact WHERE workspace = ? AND id > ? ORDER BY id LIMIT ${AT_ONCE}`,
      [workspace, after],
    );
    for (const { id: contact } of contacts) {
      const now = clock.now();
      const differences = await differencesOf(database, { ...scope, contact }, now);
      await tally.count(database, contact, differences, now);
      if (!isDryRun && differences.length > 0) {
        await database.write((tx) => correct(tx, { ...scope, contact }, now));
      }
    }
    if (contacts.length < AT_ONCE) return { isDryRun, ...tally.figures() };
    after = contacts.at(-1)?.id ?? after;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function differencesOf(queries: Queries, scope: ReplayScope, now: number): Promise<Difference[]> {
  const { workspace, contact, book, rules } = scope;
  const stored = await readStates(queries, contact);
  const events = await eventsOfContact(queries, contact, { types: rules.map(({ event }) => event), from: {} });
  if (stored.size === 0 && events.length === 0) return [];
  const replayed = await replayScores(queries, events, scope);
  const [was, is] = [worthAt(stored, book, workspace), worthAt(replayed, book, workspace)];
  const found: Difference[] = [];
  for (const score of new Set([...stored.keys(), ...replayed.keys()])) {
    const value = is(score, now);
    const points = value - was(score, now);
    if (Math.abs(points) < NOTHING) continue;
    found.push({ score, after: replayed.get(score) ?? { value: 0, since: now }, points, value });
  }
  return found;
}

/** Looks once more in the transaction: what happened since counts. */
async function correct(tx: Transaction, scope: ReplayScope, now: number): Promise<void> {
  const { workspace, contact, book } = scope;
  await tx.lockContact(contact);
  const differences = await differencesOf(tx, scope, now);
  const scores = await ContactScores.open(tx, book, { workspace, contact });
  for (const { score, after, points, value } of differences) {
    await scores.store(score, after);
    await tx.run(
      `INSERT INTO score_entry (workspace, contact, score, kind, points, asked, value, reason, at, recorded_at)
       VALUES (?, ?, ?, 'correction', ?, ?, ?, 'The rules were counted anew', ?, ?)`,
      [workspace, contact, score, points, points, value, now, now],
    );
  }
  await settleStandings(tx, scores, { book, now });
}

/** Adds up what differs. */
class Tally {
  private contacts = 0;
  private changed = 0;
  private added = 0;
  private taken = 0;
  private readonly crossed = new Map<string, { up: number; down: number }>();

  constructor(
    private readonly book: ScoreBook,
    private readonly workspace: number,
  ) {}

  async count(queries: Queries, contact: number, differences: readonly Difference[], now: number): Promise<void> {
    this.contacts += 1;
    if (differences.length === 0) return;
    this.changed += 1;
    for (const { points } of differences) {
      if (points > 0) this.added += points;
      else this.taken -= points;
    }
    const thresholds = this.book.thresholdsOf(this.workspace);
    if (thresholds.length === 0) return;
    const states = await readStates(queries, contact);
    for (const { score, after } of differences) states.set(score, after);
    const rows = await queries.all<{ threshold: string }>('SELECT threshold FROM score_standing WHERE contact = ?', [
      contact,
    ]);
    const above = new Set(rows.map(({ threshold }) => threshold));
    for (const standing of judgeStandings(thresholds, states, above, { book: this.book, now })) {
      if (standing.isAbove === standing.wasAbove) continue;
      const figures = this.crossed.get(standing.threshold.id) ?? { up: 0, down: 0 };
      figures[standing.isAbove ? 'up' : 'down'] += 1;
      this.crossed.set(standing.threshold.id, figures);
    }
  }

  figures(): Omit<RecomputeFigures, 'isDryRun'> {
    return {
      contacts: this.contacts,
      changed: this.changed,
      pointsAdded: round(this.added),
      pointsTaken: round(this.taken),
      thresholds: this.book
        .thresholdsOf(this.workspace)
        .map(({ id, name }) => ({ id, name, ...(this.crossed.get(id) ?? { up: 0, down: 0 }) })),
    };
  }
}
