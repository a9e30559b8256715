import { readSalesFigures, type SalesFigures } from '../audiences';
import type { SalesDataRequest } from './hub-requests';
import { momentOf, type Asking } from './moment-of';

/** Answers a split's question about a contact's orders. Somebody unknown has bought nothing. */
export async function readSalesData(
  asking: Asking,
  contact: number | null,
  request: SalesDataRequest,
): Promise<SalesFigures[]> {
  const { queries, workspace } = asking;
  const moment = await momentOf(request, asking);
  return await readSalesFigures(queries, { ...moment, workspace, contact: contact ?? -1, filters: request.filters });
}
