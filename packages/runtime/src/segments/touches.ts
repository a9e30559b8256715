import { isRelative, leavesOf, type Condition, type Leaf } from '../audiences';
import type { StoredEvent } from '../events';

/** What rules look at, and what changes change: `contact`, `orders`, or `event:` and a type. */
export type Kind =
  'contact' | 'consent' | 'list' | 'tag' | 'score' | 'insights' | 'orders' | 'messages' | `event:${string}`;

/** What a rule looks at: nothing else can change its answer, but for time. */
export const touchesOf = (rule: Condition): ReadonlySet<Kind> => new Set(leavesOf(rule).flatMap(kindOf));

function kindOf(leaf: Leaf): Kind[] {
  if ('event' in leaf) return [];
  if ('contact' in leaf) return ['contact'];
  if ('consent' in leaf) return ['consent'];
  if ('list' in leaf) return ['list'];
  if ('tag' in leaf) return ['tag'];
  if ('score' in leaf) return ['score'];
  if ('rfm' in leaf || 'nextPurchase' in leaf) return ['insights'];
  if ('happened' in leaf) return [`event:${leaf.happened === 'order.first_purchase' ? 'order.placed' : leaf.happened}`];
  return 'sales' in leaf ? ['orders'] : ['messages'];
}

/** By how types of events begin: what else has changed when one is told. */
const CHANGED_WITH: ReadonlyArray<readonly [begin: string, kinds: readonly Kind[]]> = [
  ['order.', ['orders', 'contact']],
  ['customer.', ['contact']],
  ['contact.', ['contact']],
  ['consent.', ['consent']],
  ['list.', ['list']],
  ['tag.', ['tag']],
  ['score.', ['score']],
  ['message.', ['messages']],
];

/** What an event may have changed. */
export function changedBy({ type }: Pick<StoredEvent, 'type'>): Kind[] {
  const more = CHANGED_WITH.filter(([begin]) => type.startsWith(begin)).flatMap(([, kinds]) => kinds);
  return [`event:${type}`, ...more];
}

/** Whether the answer of a rule changes as time goes by, though nothing happens. */
export const isTimed = (rule: Condition): boolean => leavesOf(rule).some((leaf) => isRelative(leaf) || hasWindow(leaf));

function hasWindow(leaf: Leaf): boolean {
  // A message is known to be sent by the outbox alone, which tells no event of it.
  if ('message' in leaf) return true;
  // Points wear off, and what is worked out from all orders is written down at night.
  if ('score' in leaf || 'rfm' in leaf || 'nextPurchase' in leaf) return true;
  const where = 'where' in leaf ? leaf.where : undefined;
  return where?.withinHours !== undefined || where?.from !== undefined || where?.to !== undefined;
}
