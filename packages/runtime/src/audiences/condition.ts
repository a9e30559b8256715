import { z } from 'zod';

import type { SalesFilter } from './sales-filter';

/** How a fact is compared. Texts are compared without regard to upper and lower case, instants as instants. */
export const OPERATORS = [
  'equals',
  'notEquals',
  'oneOf',
  'noneOf',
  'contains',
  'above',
  'atLeast',
  'below',
  'atMost',
  'before',
  'after',
  'exists',
  'missing',
] as const;

export type Operator = (typeof OPERATORS)[number];
export type Scalar = string | number | boolean;

export interface Comparison {
  readonly operator: Operator;
  /** A list for `oneOf` and `noneOf`; nothing for `exists` and `missing`; one value for all others. */
  readonly value?: Scalar | readonly Scalar[];
}

/** A field of the event that is looked at: `order.total`, `event.type`. */
export interface EventCondition extends Comparison {
  readonly event: string;
}

/** A field of the contact as it is stored now: `country`, `attributes.tier`. */
export interface ContactCondition extends Comparison {
  readonly contact: string;
}

export const SALES_MEASURES = ['count', 'sum', 'average', 'largest', 'includesFirstPurchase'] as const;

/** A figure of the contact's orders. */
export interface SalesCondition extends Comparison {
  readonly sales: (typeof SALES_MEASURES)[number];
  /** Which orders; every purchase where left out. */
  readonly where?: SalesFilter;
  /** Only orders placed since the contact entered the journey. */
  readonly since?: 'entry';
}

/** What has to hold of a contact or an event: in entry filters, exit rules, goals and waits. JSON. */
export type Condition =
  | EventCondition
  | ContactCondition
  | SalesCondition
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const comparison = { operator: z.enum(OPERATORS), value: z.union([scalar, z.array(scalar).min(1)]).optional() };
const path = z.string().regex(/^[\w-]+(\.[\w-]+)*$/, 'must be a path such as order.total');
const texts = z.array(z.string()).optional();
const orders = z
  .object({
    statuses: texts,
    productIds: texts,
    skus: texts,
    categories: texts,
    minimumTotal: z
      .string()
      .regex(/^\s*\d+(\.\d+)?\s*$/, 'must be a number written with a point, such as "49.90"')
      .optional(),
    withinHours: z.number().positive().finite().optional(),
  })
  .strict();

const leaves = [
  ['event', z.object({ event: path, ...comparison }).strict()],
  ['contact', z.object({ contact: path, ...comparison }).strict()],
  [
    'sales',
    z
      .object({
        sales: z.enum(SALES_MEASURES),
        where: orders.optional(),
        since: z.literal('entry').optional(),
        ...comparison,
      })
      .strict(),
  ],
] as const;

/** Of the path to a condition: some eight groups within each other. */
const MOST_DEPTH = 16;
const SHAPES = 'one of {"event": …}, {"contact": …}, {"sales": …}, {"all": […]}, {"any": […]} or {"not": …}';

interface Problem {
  readonly at: ReadonlyArray<string | number>;
  readonly message: string;
}

/** Reads a condition from JSON; each problem names its place. */
export const conditionSchema: z.ZodType<Condition, z.ZodTypeDef, unknown> = z
  .unknown()
  .transform((json, context): Condition => {
    for (const { at, message } of problemsOf(json, [])) context.addIssue({ code: 'custom', message, path: [...at] });
    return json as Condition;
  });

/** A union of zod says of a wrong condition only that none of six shapes fits: this says what is wrong with the meant one. */
function problemsOf(json: unknown, at: Problem['at']): Problem[] {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return [{ at, message: `must be ${SHAPES}` }];
  if (at.length > MOST_DEPTH) return [{ at, message: 'is nested too deeply' }];
  const given = json as Record<string, unknown>;
  const group = ['all', 'any', 'not'].find((word) => word in given);
  if (group !== undefined) return problemsOfGroup(given, group, at);
  const leaf = leaves.find(([word]) => word in given);
  if (!leaf) return [{ at, message: `must be ${SHAPES}` }];
  const parsed = leaf[1].safeParse(json);
  if (!parsed.success) return parsed.error.issues.map(({ path: to, message }) => ({ at: [...at, ...to], message }));
  const message = problemOfValue(parsed.data);
  return message === undefined ? [] : [{ at: [...at, 'value'], message }];
}

function problemsOfGroup(given: Record<string, unknown>, group: string, at: Problem['at']): Problem[] {
  if (Object.keys(given).length > 1) return [{ at, message: `has other fields beside "${group}"` }];
  const inside = [...at, group];
  const members: unknown = given[group];
  if (group === 'not') return problemsOf(members, inside);
  if (!Array.isArray(members) || members.length === 0) return [{ at: inside, message: 'must be a list of conditions' }];
  return members.flatMap((member, index) => problemsOf(member, [...inside, index]));
}

function problemOfValue({ operator, value }: Comparison): string | undefined {
  if (operator === 'exists' || operator === 'missing') {
    return value === undefined ? undefined : `must be left out with "${operator}"`;
  }
  if (value === undefined) return `is missing: "${operator}" compares with something`;
  if (operator === 'oneOf' || operator === 'noneOf') {
    return Array.isArray(value) ? undefined : `must be a list with "${operator}"`;
  }
  if (typeof value === 'object') return `must be one value with "${operator}"`;
  if (['above', 'atLeast', 'below', 'atMost'].includes(operator)) {
    return isNumeric(value) ? undefined : `must be a number with "${operator}"`;
  }
  if (operator !== 'before' && operator !== 'after') return undefined;
  return Number.isNaN(Date.parse(String(value))) ? `must be an ISO 8601 instant with "${operator}"` : undefined;
}

const isNumeric = (value: Scalar): boolean =>
  typeof value !== 'boolean' && String(value).trim() !== '' && Number.isFinite(Number(value));
