import type { Comparison } from './comparison';
import type { Leaf } from './condition';
import type { Window } from './window';

/** Operators whose answer depends on where days begin. */
export const COUNTING_DAYS: readonly string[] = [
  'before',
  'after',
  'withinLastDays',
  'olderThanDays',
  'withinNextDays',
  'anniversaryWithinDays',
];

/** Whether the answer of a question depends on where days begin and end. */
export function looksAtDays(leaf: Leaf): boolean {
  return partsOf(leaf).some((part) =>
    'operator' in part ? COUNTING_DAYS.includes(part.operator) : isBetweenDates(part),
  );
}

/** Whether it depends on where they begin for the contact. */
export function looksAtDaysOfContact(leaf: Leaf): boolean {
  return partsOf(leaf).some(({ zone }) => zone === 'contact');
}

/** Everything in a question that may count days: how it compares, its window, and its questions about fields. */
function partsOf(leaf: Leaf): Array<Comparison | Window> {
  const where = 'where' in leaf ? leaf.where : undefined;
  const fields = where && 'fields' in where ? (where.fields ?? []) : [];
  return [leaf, ...(where ? [where] : []), ...fields];
}

const isBetweenDates = ({ from, to }: Window): boolean => from !== undefined || to !== undefined;
