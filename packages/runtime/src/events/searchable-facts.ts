import type { EventPayload } from './event-payload';

/**
 * What conditions can ask of an event is stored beside its payload, which is compressed: names, numbers and words, not
 * texts, and nothing that is stored elsewhere (the contact, the shop, the lines of an order).
 */
const ELSEWHERE = new Set(['event', 'contact', 'shop', 'customer']);
/** Of an order the fields that tell its events apart: all else is sales data. */
const OF_ORDERS = ['id', 'status', 'previousStatus', 'total', 'currency', 'isFirstPurchase', 'coupons', 'refund'];
const DEEPEST = 4;
const LONGEST_TEXT = 200;
/** Letters of all facts of one event. */
const MOST = 2_000;

/** The facts of events as JSON. Several of one order hold the very same objects, which nobody changes: these are read once. */
export class SearchableFacts {
  private last: { readonly parts: Parts; readonly text: string | null } = { parts: [], text: null };

  /** @returns null where there are none */
  of(payload: EventPayload): string | null {
    const parts = Object.entries(payload).filter(([name]) => !ELSEWHERE.has(name));
    if (!isSame(parts, this.last.parts)) this.last = { parts, text: factsIn(parts) };
    return this.last.text;
  }
}

type Parts = ReadonlyArray<readonly [name: string, value: unknown]>;

function isSame(one: Parts, other: Parts): boolean {
  return (
    one.length === other.length &&
    one.every(([name, value], index) => name === other[index]?.[0] && value === other[index]?.[1])
  );
}

function factsIn(parts: Parts): string | null {
  const facts: Record<string, unknown> = {};
  let length = 0;
  for (const [name, value] of parts) {
    const kept = keep(name === 'order' ? partOf(value) : value, DEEPEST);
    if (kept === undefined) continue;
    length += JSON.stringify(kept).length;
    if (length <= MOST) facts[name] = kept;
  }
  return Object.keys(facts).length === 0 ? null : JSON.stringify(facts);
}

/** Why a path cannot be asked about; undefined where it can. */
export function problemOfField(path: string): string | undefined {
  const [first = '', second = ''] = path.split('.');
  if (ELSEWHERE.has(first)) return `cannot look at "${first}": ask about the contact itself, or the event's time`;
  if (first !== 'order' || OF_ORDERS.includes(second)) return undefined;
  return `must be one of ${OF_ORDERS.map((field) => `order.${field}`).join(', ')}: all else of orders is sales data`;
}

function partOf(order: unknown): object {
  if (typeof order !== 'object' || order === null) return {};
  return Object.fromEntries(Object.entries(order).filter(([name]) => OF_ORDERS.includes(name)));
}

function keep(value: unknown, depth: number): unknown {
  if (value === null || value === undefined || depth === 0) return undefined;
  if (typeof value === 'string') return value.slice(0, LONGEST_TEXT);
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    const members = value.filter((member) => typeof member !== 'object').slice(0, 20);
    return members.length === 0 ? undefined : members;
  }
  const kept = Object.entries(value).map(([name, member]) => [name, keep(member, depth - 1)] as const);
  const filled = kept.filter(([, member]) => member !== undefined);
  return filled.length === 0 ? undefined : Object.fromEntries(filled);
}
