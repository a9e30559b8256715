import { list, sql, whom } from '../audiences';
import type { Database, Transaction } from '../db';
import { differingContacts } from './differing-contacts';
import { SEGMENT_COLUMNS, toSegment, type Segment, type SegmentRow } from './segment';

/** So many contacts are found in one go, in the background. */
const FOUND_AT_ONCE = 5_000;
/** So many are settled in one transaction: the event loop is held up for a few milliseconds. */
const STEP = 100;

/**
 * Settles the next contacts of a segment whose rule is new. Who has to join or leave is found in the background, and
 * looked at once more in the transaction that lets them: others may have changed meanwhile, and were looked at when they
 * did.
 * @returns whether nothing is left to do
 */
export async function fillSegment(database: Database, id: string, now: () => number): Promise<boolean> {
  const row = await database.get<SegmentRow>(`SELECT ${SEGMENT_COLUMNS} FROM segment WHERE id = ?`, [id]);
  if (!row || row.filledTo === null) return true;
  let segment = toSegment(row);
  const found = await differingContacts(database, segment, {
    after: row.filledTo,
    asOf: now(),
    limit: FOUND_AT_ONCE,
  });
  for (let first = 0; first < found.length; first += STEP) {
    const contacts = found.slice(first, first + STEP);
    const filledTo = contacts.at(-1) ?? null;
    const isLast = first + STEP >= found.length && found.length < FOUND_AT_ONCE;
    if (!(await database.write((tx) => fillStep(tx, segment, contacts, isLast ? null : filledTo, now())))) return false;
    segment = { ...segment, filledTo };
  }
  if (found.length > 0) return found.length < FOUND_AT_ONCE;
  return await database.write((tx) => fillStep(tx, segment, [], null, now()));
}

/** @returns false where it is another segment by now, or somebody else has filled it further */
async function fillStep(
  tx: Transaction,
  segment: Segment,
  contacts: readonly number[],
  filledTo: number | null,
  now: number,
): Promise<boolean> {
  const isHeld = await tx.run('UPDATE segment SET filled_to = ? WHERE id = ? AND updated_at = ? AND filled_to = ?', [
    filledTo,
    segment.id,
    segment.updatedAt,
    segment.filledTo,
  ]);
  if (isHeld === 0) return false;
  if (contacts.length > 0) await settle(tx, segment, contacts, now);
  return true;
}

async function settle(
  tx: Transaction,
  { id, workspace, rule }: Segment,
  contacts: readonly number[],
  now: number,
): Promise<void> {
  // The statement is prepared once: the last contact fills up the places of a short step.
  const padding = Array.from({ length: STEP - contacts.length }, () => contacts.at(-1) ?? 0);
  const these = list([...contacts, ...padding]);
  const holding = sql`FROM contact c WHERE c.id IN (${these}) AND ${await whom(tx, rule, { workspace, asOf: now })}`;
  const gone = sql`DELETE FROM segment_member WHERE segment = ${id} AND contact IN (${these}) AND contact NOT IN (SELECT c.id ${holding})`;
  const come = sql`INSERT INTO segment_member (segment, contact, workspace, joined_at)
    SELECT ${id}, c.id, c.workspace, ${now} ${holding} ON CONFLICT (segment, contact) DO NOTHING`;
  await tx.run(gone.text, gone.parameters);
  await tx.run(come.text, come.parameters);
}
