import type { Static } from '@sinclair/typebox';

import { toDecimal } from '../shared';
import type { Results } from '../tracking';
import type { ResultsSchema } from './schemas/results';

/** Results as the API shows them: amounts in major units. */
export function presentResults({ attributionDays, messages, orders }: Results): Static<typeof ResultsSchema> {
  return {
    attribution: { model: 'lastClick', days: attributionDays },
    messages: [...messages],
    orders: orders.map(({ node, currency, orders: count, total, refunded }) => {
      const major = (amount: number): number => Number(toDecimal({ amount, currency }));
      const amounts = { total: major(total), refunded: major(refunded), revenue: major(total - refunded) };
      return { node, currency, orders: count, ...amounts };
    }),
  };
}
