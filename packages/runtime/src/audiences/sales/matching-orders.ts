import { purchaseCondition } from '../purchase-condition';
import { join, list, raw, sql, type Sql } from '../sql';
import { windowSql, type Moment } from '../window';
import { cleaned, linesSql } from './matching-lines';
import { minimumTotalSql } from './minimum-total';
import type { SalesFilter } from './sales-filter';

/**
 * SQL that holds for the orders `o` of a contact that a filter means.
 * @param contact whose orders: SQL for an id
 * @param isWholeSet whether it is asked of all contacts at once
 * @throws FILTER_INVALID when the minimum or the window is not usable
 */
export function matchingOrders(
  contact: Sql,
  filter: SalesFilter,
  { workspace, isWholeSet = false, ...moment }: Moment & { readonly workspace: number; readonly isWholeSet?: boolean },
): Sql {
  return join(
    [
      sql`o.contact = ${contact} AND o.workspace = ${workspace} AND o.is_deleted = 0`,
      statusSql(filter),
      windowSql('o.placed_at', filter, moment),
      ...(filter.minimumTotal?.trim() ? [minimumTotalSql(filter.minimumTotal)] : []),
      ...linesSql(filter, isWholeSet),
    ],
    ' AND ',
  );
}

function statusSql(filter: SalesFilter): Sql {
  const statuses = cleaned(filter.statuses);
  return statuses.length === 0 ? raw(purchaseCondition('o')) : sql`o.status IN (${list(statuses)})`;
}
