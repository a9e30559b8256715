import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError, UserError } from 'n8n-workflow';

import type { MomentRequest } from '../shared/hub';
import { journeyFacts } from '../shared/journey-facts';
import { orderFilter, type OrderFilter } from '../shared/order-filter';
import { readWindow } from '../shared/read-window';
import type { Rule } from '../shared/rule';

/** What "bought" means for an item, as a rule, and the message that it may be counted from. */
export function purchaseRule(context: IExecuteFunctions, itemIndex: number): { rule: Rule; moment: MomentRequest } {
  const parameter = (name: string, fallback: unknown): unknown => context.getNodeParameter(name, itemIndex, fallback);
  const window = readWindow(
    {
      window: parameter('window', 'entry') as string,
      windowLength: parameter('windowLength', 1) as number,
      windowFrom: parameter('windowFrom', '') as string,
      windowTo: parameter('windowTo', '') as string,
      windowZone: parameter('windowZone', 'workflow') as string,
    },
    'the purchase',
    context.getTimezone(),
  );
  const value = timesOf(parameter('times', 1));
  const where = { ...ordersOf(context, itemIndex, parameter), ...window };
  const messageId = String(parameter('messageId', '')).trim();
  return {
    rule: { sales: 'count', where, operator: 'atLeast', value },
    moment: window.since === 'message' && messageId !== '' ? { messageId } : {},
  };
}

function ordersOf(
  context: IExecuteFunctions,
  itemIndex: number,
  parameter: (name: string, fallback: unknown) => unknown,
): OrderFilter {
  const what = parameter('what', 'anything');
  if (what === 'anything') return {};
  if (what === 'filtered') return orderFilter(parameter('filters', {}) as IDataObject);
  if (what === 'same') return { productIds: productsOfStart(context, itemIndex) };
  throw new UserError(`Nothing is called ${JSON.stringify(what)} that could be bought`);
}

/** The products of the order that started the journey. */
function productsOfStart(context: IExecuteFunctions, itemIndex: number): string[] {
  for (const { lines } of journeyFacts(context, itemIndex, 'order')) {
    const ids = Array.isArray(lines) ? lines.map((line) => (line as IDataObject).productId) : [];
    const products = ids.filter((id): id is string => typeof id === 'string' && id !== '');
    if (products.length > 0) return products;
  }
  throw new NodeOperationError(context.getNode(), 'Nothing says which product was bought at first', {
    itemIndex,
    description:
      'The item has no order.lines and no Aftercart trigger before this node put one out. Choose "Certain Orders" and name the products.',
  });
}

function timesOf(value: unknown): number {
  const times = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof times === 'number' && Number.isInteger(times) && times >= 1) return times;
  throw new UserError(`"How Often" has to be a whole number from 1 on, not ${JSON.stringify(value)}`);
}
