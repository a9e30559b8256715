import { minutes } from '../../shared';
import { readInstant, readRecord } from '../store';
import type { SourcePage, SourceRecord } from '../sync';
import type { RestClient, RestPage } from './rest';

interface Position {
  /** Everybody who registered up to here has been seen. */
  readonly seen: number;
  readonly page: number;
  /** The latest registration of this reconciliation. */
  readonly latest: number;
}

const AT_ONCE = 100;
const OVERLAP = minutes(10);

/**
 * A page of the customers who registered last. WooCommerce cannot be asked who has changed (it ignores
 * `modified_after` here), so it is read from the newest on until somebody is known. New ones meanwhile move the
 * others back: they come twice, which does no harm.
 */
export async function newCustomersPage(
  client: RestClient,
  { cursor, since, now }: { readonly cursor: string | null; readonly since: number; readonly now: number },
  recordsOf: (page: RestPage) => Promise<SourceRecord[]>,
): Promise<SourcePage> {
  const position: Position =
    cursor === null ? { seen: since, page: 1, latest: since } : (JSON.parse(cursor) as Position);
  const query = { role: 'all', orderby: 'registered_date', order: 'desc', per_page: AT_ONCE, page: position.page };
  const found = await client.list('customers', query);
  const dates = found.objects.map((object) => readInstant(readRecord(object).date_created_gmt) ?? 0);
  const until = position.seen - OVERLAP.milliseconds;
  const latest = Math.min(now, Math.max(position.latest, ...dates));
  const isAtEnd = dates.length === 0 || (found.pages === null ? dates.length < AT_ONCE : position.page >= found.pages);
  const isLast = isAtEnd || dates.some((date) => date < until);
  const next: Position = isLast ? { seen: latest, page: 1, latest } : { ...position, page: position.page + 1, latest };
  const fresh = found.objects.filter((_object, index) => (dates[index] ?? 0) >= until);
  return { records: await recordsOf({ ...found, objects: fresh }), cursor: JSON.stringify(next), isLast };
}
