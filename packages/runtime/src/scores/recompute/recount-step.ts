import { setImmediate as nextTurn } from 'node:timers/promises';

import type { Database, Transaction } from '../../db';
import { CodedUserError, milliseconds, type Clock } from '../../shared';
import type { ScoreBook } from '../score-book';
import type { EventRule } from '../score-rule';
import { differencesOf, storeDifferences } from './differences';
import type { Recount, RecountFigures } from './recount';
import { NOTHING_COUNTED, sumOf, tallyOf } from './tally';

export interface RecountDependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly book: ScoreBook;
}

/** So many contacts are one step: what is lost of it when the server dies is counted again. */
const AT_ONCE = 100;
/** For no longer than this everybody else waits. */
const TURN = milliseconds(10);

/** @throws SCORE_RULE_NOT_FOUND */
export function rulesCounted(book: ScoreBook, { workspace, rule }: Pick<Recount, 'workspace' | 'rule'>): EventRule[] {
  const rules = book.eventRules(workspace).filter(({ id }) => rule === null || id === rule);
  if (rule === null || rules.length > 0) return rules;
  throw new CodedUserError('SCORE_RULE_NOT_FOUND', `There is no active rule "${rule}" that waits for an event.`, {
    rule,
  });
}

/**
 * Counts some contacts more, by the rules as they are now. How far it came is stored with what it changes: a contact
 * counts once in the figures, however often the server dies.
 * @returns the recount as it is after it; undefined where somebody else has counted on meanwhile
 * @throws SCORE_RULE_NOT_FOUND
 */
export async function recountStep(
  { database, clock, book }: RecountDependencies,
  recount: Recount,
): Promise<Recount | undefined> {
  await book.follow(database);
  const { workspace, rule, isDryRun } = recount;
  const scope = { workspace, book, rules: rulesCounted(book, recount), isWhole: rule === null };
  const contacts = await database.all<{ id: number }>(
    `SELECT id FROM contact WHERE workspace = ? AND id > ? ORDER BY id LIMIT ${AT_ONCE}`,
    [workspace, recount.afterContact],
  );
  let stored = recount;
  let counted = NOTHING_COUNTED;
  let began = performance.now();
  for (const { id: contact } of contacts) {
    if (performance.now() - began > TURN.milliseconds) {
      await nextTurn();
      began = performance.now();
    }
    const now = clock.now();
    const differences = await differencesOf(database, { ...scope, contact }, now);
    if (isDryRun || differences.length === 0) {
      counted = sumOf(counted, await tallyOf(database, { ...scope, contact }, differences, now));
      continue;
    }
    const before = { stored, counted };
    const after = await database.write(async (tx) => {
      await tx.lockContact(contact);
      // Looks once more in the transaction: what happened since counts.
      const current = await differencesOf(tx, { ...scope, contact }, now);
      const tally = await tallyOf(tx, { ...scope, contact }, current, now);
      const next = advanced(before.stored, sumOf(before.counted, tally), contact);
      if (!(await store(tx, before.stored, next))) return undefined;
      await storeDifferences(tx, { ...scope, contact }, current, now);
      return next;
    });
    if (!after) return undefined;
    stored = after;
    counted = NOTHING_COUNTED;
  }
  const last = advanced(stored, counted, contacts.at(-1)?.id ?? stored.afterContact);
  const isDone = contacts.length < AT_ONCE;
  const next: Recount = isDone ? { ...last, status: 'done', endedAt: clock.now() } : last;
  return (await database.write((tx) => store(tx, stored, next))) ? next : undefined;
}

function advanced(recount: Recount, figures: RecountFigures, afterContact: number): Recount {
  return { ...recount, ...sumOf(recount, figures), afterContact };
}

/** @returns false where it is not any more as it was */
async function store(tx: Transaction, was: Recount, next: Recount): Promise<boolean> {
  const { status, afterContact, contacts, changed, pointsAdded, pointsTaken, crossed, endedAt } = next;
  const stored = await tx.run(
    `UPDATE score_recount SET status = ?, after_contact = ?, contacts = ?, changed = ?, points_added = ?, points_taken = ?,
       crossed = ?, ended_at = ? WHERE id = ? AND status = 'running' AND after_contact = ? AND contacts = ?`,
    [
      ...[status, afterContact, contacts, changed, pointsAdded, pointsTaken, JSON.stringify(crossed), endedAt],
      ...[was.id, was.afterContact, was.contacts],
    ],
  );
  return stored > 0;
}
