import { readSalesFigures, type SalesFigures } from '../audiences';
import type { Queries } from '../db';
import { CodedUserError, type Clock } from '../shared';
import type { SalesDataRequest } from './hub-requests';

/** Answers a split's question about a contact's orders. Somebody unknown has bought nothing. */
export async function readSalesData(
  { queries, clock }: { queries: Queries; clock: Clock },
  { workspace, contact, request }: { workspace: number; contact: number | null; request: SalesDataRequest },
): Promise<SalesFigures[]> {
  return await readSalesFigures(queries, {
    workspace,
    contact: contact ?? -1,
    filters: request.filters,
    asOf: request.asOf === undefined ? clock.now() : instantOf(request.asOf),
  });
}

function instantOf(text: string): number {
  const instant = Date.parse(text);
  if (Number.isFinite(instant)) return instant;
  throw new CodedUserError('BODY_INVALID', `asOf must be an ISO 8601 instant, not "${text}".`, { asOf: text });
}
