import { minutes, seconds } from '../../shared';
import { readInstant, readRecord } from '../store';
import type { SourcePage, SourceRecord } from '../sync';
import type { Query, RestClient, RestPage } from './rest';

/** How far the reconciliation of a collection came. Instants are the shop's own, UTC epoch ms. */
interface Position {
  /** Changed after this instant, exclusive. */
  readonly after: number;
  readonly page: number;
  /** The latest change that was seen. */
  readonly seen: number;
}

const AT_ONCE = 100;

/**
 * A shop writes the date of a change before the change can be seen, and its clock counts seconds: each reconciliation
 * begins this much before the last change that the one before has seen.
 */
const OVERLAP = minutes(10);

/** `modified_after` is exclusive: to see all of a second, ask for what came after the one before. */
const ONE_SECOND = seconds(1);

/**
 * A page of what has changed in a collection, oldest first.
 *
 * Objects that change while pages are read move to the end and draw the others forward, so the next page is asked for
 * by the date of the last object and not by its number. Only where more objects than fit a page have changed in one
 * second (a bulk edit) its number counts. Dates go without a zone: with a `Z` or with milliseconds WooCommerce reads
 * them in another zone than it says. A shop that does not know `modified_after` ignores it; then pages are counted.
 * @param since where a first reconciliation begins, UTC epoch ms
 * @param now our clock: an object from the future must not make the rest be passed over
 */
export async function changedPage(
  client: RestClient,
  { path, query }: { readonly path: string; readonly query: Query },
  { cursor, since, now }: { readonly cursor: string | null; readonly since: number; readonly now: number },
  recordsOf: (page: RestPage) => Promise<SourceRecord[]>,
): Promise<SourcePage> {
  const position = cursor === null ? begin(since) : (JSON.parse(cursor) as Position);
  const found = await client.list(path, {
    ...query,
    modified_after: shopDate(position.after),
    dates_are_gmt: 'true',
    orderby: 'modified',
    order: 'asc',
    per_page: AT_ONCE,
    page: position.page,
  });
  const dates = found.objects.map(modifiedAt);
  const seen = Math.min(now, Math.max(position.seen, ...dates));
  const isLast = dates.length === 0 || (found.pages === null ? dates.length < AT_ONCE : position.page >= found.pages);
  const next = isLast ? begin(seen) : { ...nextPage(position, dates), seen };
  return { records: await recordsOf(found), cursor: JSON.stringify(next), isLast };
}

function begin(seen: number): Position {
  return { after: seen - OVERLAP.milliseconds, page: 1, seen };
}

function nextPage({ after, page }: Position, dates: readonly number[]): Pick<Position, 'after' | 'page'> {
  const isFiltered = dates.every((date) => date > after);
  const last = (dates.at(-1) ?? 0) - ONE_SECOND.milliseconds;
  return isFiltered && last > after ? { after: last, page: 1 } : { after, page: page + 1 };
}

function modifiedAt(object: unknown): number {
  const json = readRecord(object);
  return readInstant(json.date_modified_gmt) ?? readInstant(json.date_created_gmt) ?? 0;
}

function shopDate(instant: number): string {
  return new Date(instant).toISOString().slice(0, 19);
}
