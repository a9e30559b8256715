import type { Condition, Leaf } from '../../../packages/runtime/src/audiences';
import { compare } from '../../../packages/runtime/src/audiences/compare';
import { valueAt } from '../../../packages/runtime/src/audiences/value-at';
import { naiveFigures } from './naive-figures';
import type { SampleContact, SampleEvent, SampleMessage, World } from './sample-world';

const HOUR = 3_600_000;
const SKEW = 300_000;

export interface NaiveScope {
  readonly asOf: number;
  /** Of the workspace. */
  readonly timeZone: string;
  readonly enteredAt?: number;
  readonly nodeAt?: number;
  readonly messageAt?: number;
  readonly execution?: number;
}

interface Window {
  withinHours?: number;
  from?: string;
  to?: string;
  since?: 'entry' | 'node' | 'message';
  zone?: 'workspace' | 'contact';
}

/** Whether a rule holds of a contact, found out the slow and obvious way: what the SQL is held to. */
export function naivelyHolds(world: World, rule: Condition, contact: SampleContact, asked: NaiveScope): boolean {
  const scope = { ...asked, contactZone: contact.timeZone ?? asked.timeZone };
  const ask = (part: Condition): boolean => {
    if ('all' in part) return part.all.every(ask);
    if ('any' in part) return part.any.some(ask);
    if ('none' in part) return !part.none.some(ask);
    if ('not' in part) return !ask(part.not);
    return compare(valueOf(world, part, contact, scope), part, scope.asOf, zoneOf(part.zone, scope));
  };
  return ask(rule);
}

function valueOf(world: World, leaf: Leaf, contact: SampleContact, scope: Zoned): unknown {
  if ('event' in leaf) return undefined;
  if ('contact' in leaf) return valueAt(contact, leaf.contact);
  if ('consent' in leaf) return contact.consents[`${leaf.consent} ${leaf.purpose}`];
  if ('list' in leaf) return contact.lists[leaf.list];
  if ('tag' in leaf) return contact.tags[leaf.tag];
  if ('score' in leaf) return pointsOf(contact, leaf.score, scope.asOf);
  if ('rfm' in leaf) return contact.rfm?.[leaf.rfm];
  if ('nextPurchase' in leaf) {
    const due = Object.entries(contact.nextPurchases).filter(([id]) => [id, 'any'].includes(leaf.nextPurchase));
    return due.length === 0 ? undefined : Math.min(...due.map(([, at]) => at));
  }
  if ('happened' in leaf) {
    const { fields = [], ...window } = leaf.where ?? {};
    const found = world.events.filter(
      (event) =>
        event.contact === contact.id &&
        event.type === leaf.happened &&
        isIn(event.occurredAt, window, scope) &&
        fields.every((field) =>
          compare(valueAt(event.facts, field.field), field, scope.asOf, zoneOf(field.zone, scope)),
        ),
    );
    if (leaf.measure !== 'latest') return found.length;
    return found.length === 0 ? undefined : Math.max(...found.map(({ occurredAt }) => occurredAt));
  }
  if ('message' in leaf) return world.messages.filter((each) => isCounted(world, leaf, each, contact, scope)).length;
  return figureOf(world, leaf, contact, scope);
}

/** What points are worth by now: half after each ten days, or five less after each week. */
function pointsOf({ scores }: SampleContact, wanted: string, asOf: number): number {
  let sum = 0;
  for (const [name, { value, since }] of Object.entries(scores).sort(([one], [other]) => (one < other ? -1 : 1))) {
    if (wanted !== 'total' && wanted !== name) continue;
    if (name === 'engagement' && value > 0) {
      const hours = Math.max(0, Math.floor(asOf / HOUR) - Math.floor(since / HOUR));
      sum += (value / 2 ** Math.floor(hours / 240)) * 2 ** -((hours % 240) / 240);
    } else if (name === 'visits' && value > 0) {
      sum += Math.max(0, value - 5 * Math.floor(Math.max(0, asOf - since) / (7 * 24 * HOUR)));
    } else sum += value;
  }
  return sum;
}

function figureOf(
  world: World,
  leaf: Extract<Leaf, { sales: unknown }>,
  contact: SampleContact,
  scope: Zoned,
): unknown {
  const { from, to, zone, since = leaf.since, ...filter } = leaf.where ?? {};
  if (since !== undefined && anchorOf(since, scope) === undefined) return undefined;
  const window = {
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(since && { since }),
    zone,
  };
  // Orders outside of the window do not count, but the first purchase is told by them, too.
  const orders = world.orders.map((each) => ({ ...each, isOutside: !isIn(each.placedAt, window, scope) }));
  const figures = naiveFigures(orders, world.categories, { contact: contact.id, filter, asOf: scope.asOf });
  if (leaf.sales === 'latestAt') return figures.lastAt === null ? undefined : Date.parse(figures.lastAt);
  return figures[leaf.sales];
}

function isCounted(
  world: World,
  { message, where = {} }: Extract<Leaf, { message: unknown }>,
  each: SampleMessage,
  contact: SampleContact,
  scope: Zoned,
): boolean {
  const { id, which, channel, ...window } = where;
  if (each.contact !== contact.id || each.status !== 'sent' || !isIn(each.sentAt ?? 0, window, scope)) return false;
  if (id !== undefined && id !== each.id) return false;
  if (channel !== undefined && channel !== each.channel) return false;
  if (which === 'latest') {
    const own = world.messages.filter(({ execution }) => execution === scope.execution);
    const latest = own.sort((a, b) => (a.sentAt ?? 1) - (b.sentAt ?? 1) || (a.id < b.id ? -1 : 1)).at(-1);
    if (latest?.id !== each.id) return false;
  }
  const had = (what: string) =>
    world.events.some(
      (event: SampleEvent) =>
        event.type === `message.${what}` &&
        event.contact === each.contact &&
        valueAt(event.facts, 'message.id') === each.id,
    );
  if (message === 'sent') return true;
  if (message === 'notOpened') return !had('opened');
  if (message === 'notClicked') return !had('clicked');
  return message === 'opened' ? had('opened') || had('clicked') : had(message);
}

type Zoned = NaiveScope & { readonly contactZone: string };

const zoneOf = (zone: 'workspace' | 'contact' | undefined, scope: Zoned): string =>
  zone === 'contact' ? scope.contactZone : scope.timeZone;

/** The day that a calendar on the wall shows: YYYY-MM-DD. */
const dayIn = (at: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);

const anchorOf = (since: 'entry' | 'node' | 'message', { enteredAt, nodeAt, messageAt }: NaiveScope) =>
  ({ entry: enteredAt, node: nodeAt, message: messageAt })[since];

function isIn(at: number, { withinHours, from, to, since, zone }: Window, scope: Zoned): boolean {
  const { asOf } = scope;
  if ((withinHours !== undefined || since !== undefined) && at > asOf + SKEW) return false;
  if (withinHours !== undefined && at <= asOf - withinHours * HOUR) return false;
  if (since !== undefined && at <= (anchorOf(since, scope) ?? Infinity)) return false;
  const day = dayIn(at, zoneOf(zone, scope));
  if (from !== undefined && (from.length === 10 ? day < from : at < Date.parse(from))) return false;
  return to === undefined || (to.length === 10 ? day <= to : at <= Date.parse(to));
}
