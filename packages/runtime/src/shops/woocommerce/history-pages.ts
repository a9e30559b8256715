import { CodedUnexpectedError } from '../../shared';
import type { HistoryPage, SourceRecord } from '../sync';
import type { Query, RestClient, RestPage } from './rest';

/** Where the next page of a collection begins. */
interface Position {
  readonly page: number;
  /** How many objects the shop had when the last page was read. */
  readonly total: number | null;
}

const AT_ONCE = 50;

/**
 * A page of everything that a shop has of one kind, by rising id: what is new while an import runs comes at the end.
 * What is deleted meanwhile draws the rest forward by one, past the edge of a page that was read already. The shop's
 * count shows it, so where that has fallen the page before is read once more: what comes twice does no harm.
 */
export async function historyPage(
  client: RestClient,
  { path, query }: { readonly path: string; readonly query: Query },
  cursor: string | null,
  recordsOf: (page: RestPage) => Promise<SourceRecord[]>,
): Promise<HistoryPage> {
  const { page, total: before } = cursor === null ? { page: 1, total: null } : readPosition(cursor);
  const found = await client.list(path, { ...query, orderby: 'id', order: 'asc', per_page: AT_ONCE, page });
  const { objects, total } = found;
  if (before !== null && total !== null && total < before && page > 1) {
    return {
      records: [],
      cursor: positionText({ page: page - 1, total }),
      isLast: false,
      total,
      done: (page - 2) * AT_ONCE,
    };
  }
  const isLast = objects.length === 0 || (found.pages === null ? objects.length < AT_ONCE : page >= found.pages);
  return {
    records: await recordsOf(found),
    cursor: positionText({ page: page + 1, total }),
    isLast,
    total,
    done: (page - 1) * AT_ONCE + objects.length,
  };
}

function positionText(position: Position): string {
  return JSON.stringify(position);
}

function readPosition(cursor: string): Position {
  const value = JSON.parse(cursor) as Partial<Position>;
  if (typeof value.page !== 'number')
    throw new CodedUnexpectedError('INTERNAL', `"${cursor}" is no cursor of an import.`);
  return { page: value.page, total: value.total ?? null };
}
