import { z } from 'zod';

import { conditionSchema } from '../audiences';
import { CodedUserError } from '../shared';

const path = z.string().regex(/^[\w-]+(\.[\w-]+)*$/, 'must be a path into the event, such as order.id');

const entry = z
  .object({
    /** How often a contact enters: each time that a trigger matches, once, again after some days, or one round at a time. */
    reentry: z.enum(['everyMatch', 'once', 'everyDays', 'oneAtATime']).default('everyMatch'),
    /** With `everyDays`: how many. */
    days: z.number().positive().max(3650).optional(),
    /** What makes two entries the same: a path into the event. Where left out: the event itself, or the contact. */
    key: path.optional(),
    /** What has to hold for an event to enter. Looked at again for 30 minutes, because facts may arrive late. */
    filter: conditionSchema.optional(),
  })
  .strict()
  .refine(({ reentry, days }) => (reentry === 'everyDays') === (days !== undefined), {
    message: 'goes together with "reentry": "everyDays", and with nothing else',
    path: ['days'],
  });

const rule = z.union([
  z.object({ event: z.string().min(1), filter: conditionSchema.optional() }).strict(),
  z.object({ condition: conditionSchema }).strict(),
]);

const afterCrash = z.enum(['retry', 'hold']);

const schema = z.object({
  afterCrash: afterCrash.optional(),
  afterCrashOf: z.record(afterCrash).optional(),
  exitOn: z.array(z.string().min(1)).optional(),
  entry: entry.optional(),
  exit: z.array(z.unknown().superRefine(explainRule)).optional(),
  goal: z.unknown().superRefine(explainRule).optional(),
  /** Of two journeys that want the same contact the higher sends. */
  priority: z.number().int().min(1).max(100).optional(),
  /** The share of contacts that get no promotional message, in percent. */
  holdout: z.number().min(0).max(100).optional(),
  /** Rules of the linter that are not asked, by their code, and why. */
  lint: z
    .object({ ignore: z.record(z.string().min(1)) })
    .strict()
    .optional(),
});

/** A union of zod says only that neither shape fits. */
function explainRule(json: unknown, context: z.RefinementCtx): void {
  if (json === undefined) return;
  const shapes = rule.options;
  const isObject = typeof json === 'object' && json !== null;
  const meant = isObject && 'condition' in json ? shapes[1] : isObject && 'event' in json ? shapes[0] : undefined;
  if (!meant) {
    context.addIssue({ code: 'custom', message: 'must be {"event": …, "filter": …} or {"condition": …}' });
    return;
  }
  for (const issue of meant.safeParse(json).error?.issues ?? []) context.addIssue(issue);
}

export type EntryRules = z.infer<typeof entry>;
/** An event (that meets a filter) or a state of affairs, at which a contact's journey ends. */
export type EndRule = z.infer<typeof rule>;

/**
 * Checks what a workflow's settings say under `aftercart` about its journey. Other fields are not looked at.
 * @throws JOURNEY_RULES_INVALID with every problem found
 */
export function checkJourneySettings(json: unknown): void {
  if (json === undefined) return;
  const parsed = schema.safeParse(json);
  if (parsed.success) return;
  const problems = parsed.error.issues.map(
    ({ path: at, message }) => `${['settings.aftercart', ...at].join('.')} ${message}`,
  );
  throw new CodedUserError(
    'JOURNEY_RULES_INVALID',
    `The rules of the journey cannot be understood. ${problems.join('; ')}.`,
    {
      problems,
    },
  );
}
