import { Type } from '@sinclair/typebox';

import { instant, nullable, oneOf } from './basics';

const FIELDS = {
  name: Type.String(),
  maxPerContact: nullable(Type.Integer(), {
    description: 'How many codes a contact gets at most; null for any number.',
  }),
  lowStock: nullable(Type.Integer(), { description: 'With fewer codes left than this the log warns.' }),
  expiresAt: nullable(instant(), { description: 'When codes that name no end of their own stop working.' }),
};

export const CouponPoolInputSchema = Type.Object(
  {
    name: FIELDS.name,
    maxPerContact: Type.Optional(FIELDS.maxPerContact),
    lowStock: Type.Optional(FIELDS.lowStock),
    expiresAt: Type.Optional(FIELDS.expiresAt),
  },
  { additionalProperties: false, $id: 'CouponPoolInput' },
);

export const CouponPoolSchema = Type.Object(
  { id: Type.String(), ...FIELDS, createdAt: instant(), left: Type.Integer(), given: Type.Integer() },
  { $id: 'CouponPool' },
);

export const CouponCodesSchema = Type.Object(
  {
    csv: Type.Optional(Type.String({ description: 'A code in the first column, its end in the second.' })),
    codes: Type.Optional(
      Type.Array(
        Type.Union([
          Type.String(),
          Type.Object({ code: Type.String(), expiresAt: Type.Optional(nullable(Type.String())) }),
        ]),
      ),
    ),
  },
  { additionalProperties: false, $id: 'CouponCodes' },
);

export const CouponReceiptSchema = Type.Object(
  {
    code: nullable(Type.String()),
    expiresAt: nullable(instant()),
    reason: oneOf(['given', 'again', 'exhausted', 'limit', 'expired', 'unreachable']),
  },
  { $id: 'CouponReceipt' },
);
