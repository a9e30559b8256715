import { Type } from '@sinclair/typebox';

import { GRADES } from '../../insights';
import { instant, nullable, oneOf } from './basics';

const GRADE = Type.Integer({ minimum: 1, maximum: 5 });

export const InsightRunSchema = Type.Object(
  {
    startedAt: nullable(instant()),
    endedAt: nullable(instant(), { description: 'Null while it is under way.' }),
    dueAt: nullable(instant(), { description: 'When it is worked out next.' }),
    error: nullable(Type.String()),
    figures: nullable(Type.Record(Type.String(), Type.Number())),
  },
  { $id: 'InsightRun' },
);

export const ContactInsightsSchema = Type.Object(
  {
    rfm: nullable(
      Type.Object({
        recency: GRADE,
        frequency: GRADE,
        monetary: GRADE,
        grade: oneOf(GRADES),
        orders: Type.Integer(),
        total: Type.Number({ description: 'Net of refunds, major units of `currency`.' }),
        average: Type.Number(),
        currency: Type.String(),
        firstAt: instant(),
        lastAt: instant(),
        computedAt: instant(),
      }),
    ),
    nextPurchases: Type.Array(
      Type.Object({
        shop: Type.String(),
        product: Type.String(),
        dueAt: instant(),
        basis: oneOf(['said', 'own', 'common']),
        lastAt: instant(),
      }),
    ),
  },
  { $id: 'ContactInsights' },
);

export const ProductCycleSchema = Type.Object(
  {
    cycleDays: nullable(Type.Integer({ minimum: 1, maximum: 3_650 }), {
      description: 'How long one piece lasts; null for what the orders say.',
    }),
    leadDays: Type.Optional(
      nullable(Type.Integer({ minimum: 0, maximum: 365 }), {
        description: 'How long before its end to think of the next.',
      }),
    ),
  },
  { $id: 'ProductCycle', additionalProperties: false, examples: [{ cycleDays: 30, leadDays: 4 }] },
);
