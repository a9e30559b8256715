import { z } from 'zod';

import { problemOfField } from '../events';
import { COMPARISON_FIELDS, problemOfValue } from './comparison';
import {
  HAPPENED_MEASURES,
  MESSAGE_STATES,
  RFM_MEASURES,
  SALES_MEASURES,
  type Condition,
  type FieldCondition,
} from './condition';
import { ANCHORS, WINDOW_FIELDS } from './window';

const path = z.string().regex(/^[\w-]+(\.[\w-]+)*$/, 'must be a path such as order.total');
/** Custom attributes are called in any language. */
const contactPath = z
  .string()
  .regex(/^[\p{L}\p{M}\p{N}_-]+(\.[\p{L}\p{M}\p{N}_-]+)*$/u, 'must be a path such as attributes.tier');
const word = z.string().min(1).max(200);
const texts = z.array(z.string()).max(500).optional();

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
    ...WINDOW_FIELDS,
  })
  .strict();

const fields = z
  .array(
    z
      .object({ field: path, ...COMPARISON_FIELDS })
      .strict()
      .superRefine(checkField),
  )
  .max(20);

const messages = z
  .object({
    id: word.optional(),
    which: z.literal('latest').optional(),
    channel: word.optional(),
    purpose: word.optional(),
    workflow: word.optional(),
    node: word.optional(),
    ...WINDOW_FIELDS,
  })
  .strict();

const leaf = (shape: z.ZodRawShape) => z.object({ ...shape, ...COMPARISON_FIELDS }).strict();

/** By the word that says which fact is meant. */
const LEAVES = new Map<string, z.ZodTypeAny>(
  Object.entries({
    event: leaf({ event: path }),
    contact: leaf({ contact: contactPath }),
    consent: leaf({ consent: word, purpose: word }),
    list: leaf({ list: word }),
    tag: leaf({ tag: word }),
    score: leaf({ score: word }),
    rfm: leaf({ rfm: z.enum(RFM_MEASURES) }),
    nextPurchase: leaf({ nextPurchase: word }),
    happened: leaf({
      happened: word,
      measure: z.enum(HAPPENED_MEASURES).optional(),
      where: z
        .object({ fields: fields.optional(), ...WINDOW_FIELDS })
        .strict()
        .optional(),
    }),
    sales: leaf({ sales: z.enum(SALES_MEASURES), where: orders.optional(), since: z.enum(ANCHORS).optional() }),
    message: leaf({ message: z.enum(MESSAGE_STATES), where: messages.optional() }),
  }),
);

const GROUPS = ['all', 'any', 'none', 'not'];
/** Of the path to a condition: some eight groups within each other. */
const MOST_DEPTH = 16;
/** Of all leaves together: each is a question to the database. */
const MOST_LEAVES = 100;
const SHAPES = [...LEAVES.keys()]
  .map((word) => `{"${word}": …}`)
  .concat(GROUPS.map((group) => (group === 'not' ? '{"not": {…}}' : `{"${group}": […]}`)));
const NO_SHAPE = `must be one of ${SHAPES.join(', ')}`;

interface Problem {
  readonly at: ReadonlyArray<string | number>;
  readonly message: string;
}

/** Reads a condition from JSON; each problem names its place. */
export const conditionSchema: z.ZodType<Condition, z.ZodTypeDef, unknown> = z
  .unknown()
  .transform((json, context): Condition => {
    const budget = { leaves: MOST_LEAVES };
    for (const { at, message } of problemsOf(json, [], budget)) {
      context.addIssue({ code: 'custom', message, path: [...at] });
    }
    return json as Condition;
  });

/** A union of zod says of a wrong condition only that no shape fits: this says what is wrong with the meant one. */
function problemsOf(json: unknown, at: Problem['at'], budget: { leaves: number }): Problem[] {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return [{ at, message: NO_SHAPE }];
  if (at.length > MOST_DEPTH) return [{ at, message: 'is nested too deeply' }];
  const given = json as Record<string, unknown>;
  const group = GROUPS.find((word) => word in given);
  if (group !== undefined) return problemsOfGroup(given, group, at, budget);
  const schema = [...LEAVES].find(([word]) => word in given)?.[1];
  if (!schema) return [{ at, message: NO_SHAPE }];
  budget.leaves -= 1;
  if (budget.leaves < 0)
    return [{ at, message: `is one too many: a condition asks about ${MOST_LEAVES} facts at most` }];
  const parsed = schema.safeParse(json);
  if (!parsed.success) return parsed.error.issues.map(({ path: to, message }) => ({ at: [...at, ...to], message }));
  const message = problemOfValue(given as unknown as FieldCondition);
  return message === undefined ? [] : [{ at: [...at, 'value'], message }];
}

function problemsOfGroup(
  given: Record<string, unknown>,
  group: string,
  at: Problem['at'],
  budget: { leaves: number },
): Problem[] {
  if (Object.keys(given).length > 1) return [{ at, message: `has other fields beside "${group}"` }];
  const inside = [...at, group];
  const members: unknown = given[group];
  if (group === 'not') return problemsOf(members, inside, budget);
  if (!Array.isArray(members) || members.length === 0) return [{ at: inside, message: 'must be a list of conditions' }];
  return members.flatMap((member, index) => problemsOf(member, [...inside, index], budget));
}

function checkField(condition: FieldCondition, context: z.RefinementCtx): void {
  const add = (message: string | undefined, field: string) => {
    if (message !== undefined) context.addIssue({ code: 'custom', message, path: [field] });
  };
  add(problemOfField(condition.field), 'field');
  add(problemOfValue(condition), 'value');
}
