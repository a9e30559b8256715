import { z } from 'zod';

import { CodedUserError } from '../shared';
import type { PoolDraft } from './coupon-pool';

const instant = z
  .string()
  .refine((text) => /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(text) && !Number.isNaN(Date.parse(text)), {
    message: 'must be an instant such as 2026-12-31T22:00:00Z',
  })
  .transform((text) => Date.parse(text));

const draft = z
  .object({
    name: z.string().trim().min(1).max(200),
    maxPerContact: z.number().int().min(1).max(1_000).nullable().default(1),
    lowStock: z.number().int().min(1).max(1_000_000).nullable().default(null),
    expiresAt: instant.nullable().default(null),
  })
  .strict();

/** @throws COUPON_POOL_INVALID naming each field */
export function parsePool(json: unknown): PoolDraft {
  const { data, error } = draft.safeParse(json);
  if (data) return data;
  const problems = error.issues.map(({ path, message }) => `${path.join('.') || 'pool'}: ${message}`);
  throw new CodedUserError('COUPON_POOL_INVALID', `The coupon pool is wrong. ${problems.join('; ')}.`, { problems });
}
