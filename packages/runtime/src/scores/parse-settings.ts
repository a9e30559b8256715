import { z } from 'zod';

import { leavesOf, parseCondition, type Condition, type Leaf } from '../audiences';
import { CodedUserError, days } from '../shared';
import { isEventRule, type EventRule, type HoldingRule, type ScoreRule } from './score-rule';
import { TOTAL, type ScoreDefinition } from './score-definition';
import type { ScoreThreshold } from './score-threshold';

const LONGEST_HALF_LIFE = 730;
const scoreName = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N}_ -]{0,59}$/u, 'must be a short name such as engagement');
const text = z.string().trim().min(1).max(200);
const points = z.number().finite().min(-1e9).max(1e9);
const withinDays = z.number().positive().max(3_650);

const definition = z
  .object({
    decay: z
      .union([
        z.object({ halfLifeDays: z.number().positive().max(LONGEST_HALF_LIFE) }).strict(),
        z.object({ points: points.positive(), everyDays: withinDays }).strict(),
      ])
      .nullish(),
    minimum: points.nullish(),
    maximum: points.nullish(),
    limit: z.object({ points: points.positive(), withinDays }).strict().nullish(),
  })
  .strict();

/** Reads the settings of a score. @throws SCORE_INVALID */
export function parseDefinition(workspace: number, name: string, json: unknown): ScoreDefinition {
  if (name === TOTAL) throw invalid(`"${TOTAL}" is all scores of a contact together and has no settings of its own`);
  read(scoreName, name, 'name');
  const { decay, minimum = null, maximum = null, limit } = read(definition, json, 'score');
  const lowest = minimum ?? (decay ? 0 : null);
  if (decay && lowest !== null && lowest < 0) throw invalid('minimum must be 0 or more where points wear off');
  if (lowest !== null && maximum !== null && maximum < lowest) throw invalid('maximum must not be below minimum');
  return {
    ...{ workspace, name, maximum, minimum: lowest, decay: decay ? decayOf(decay) : null },
    limit: limit ? { points: limit.points, withinMs: days(limit.withinDays).milliseconds } : null,
  };
}

type DecayJson = NonNullable<z.infer<typeof definition>['decay']>;

function decayOf(decay: DecayJson): ScoreDefinition['decay'] {
  if (!('halfLifeDays' in decay)) {
    return { stepPoints: decay.points, stepMs: Math.round(days(decay.everyDays).milliseconds) };
  }
  const halfLifeHours = Math.round(decay.halfLifeDays * 24);
  if (halfLifeHours < 1) throw invalid('decay.halfLifeDays must be an hour (0.042) at least');
  return { halfLifeHours };
}

const rule = z
  .object({
    name: text,
    score: scoreName,
    points: points.refine((value) => value !== 0, 'must not be 0'),
    isActive: z.boolean().optional(),
    event: z
      .string()
      .regex(/^[\w-]+(\.[\w-]+)+$/, 'must be a type of event such as order.placed')
      .nullish(),
    condition: z.unknown().optional(),
    limit: z
      .object({ times: z.number().int().positive().max(1e6), withinDays: withinDays.nullish() })
      .strict()
      .nullish(),
  })
  .strict();

export type RuleDraft =
  Omit<EventRule, 'id' | 'createdAt' | 'updatedAt'> | Omit<HoldingRule, 'id' | 'createdAt' | 'updatedAt'>;

/**
 * Reads a rule. One with an `event` gives points once to each contact, unless its `limit` says more (or null: each time);
 * one without gives them for as long as its condition holds.
 * @throws SCORE_RULE_INVALID, RULE_INVALID
 */
export function parseRule(workspace: number, json: unknown): RuleDraft {
  const {
    event,
    condition: conditionJson,
    limit,
    isActive = true,
    ...rest
  } = read(rule, json, 'rule', 'SCORE_RULE_INVALID');
  if (rest.score === TOTAL) throw invalid(`points go to one score, not to "${TOTAL}"`, 'SCORE_RULE_INVALID');
  const condition = conditionJson == null ? null : parseCondition(conditionJson, 'condition');
  const problem =
    condition &&
    leavesOf(condition)
      .map((leaf) => problemOf(leaf, event != null))
      .find(Boolean);
  if (problem) throw invalid(problem, 'SCORE_RULE_INVALID');
  if (event == null) return { ...rest, workspace, isActive, ...holding(condition, limit) };
  if (/^(score|segment)\./.test(event)) {
    throw invalid(`no rule waits for "${event}": rules could chase each other for ever`, 'SCORE_RULE_INVALID');
  }
  const once = { times: 1, withinMs: null };
  return {
    ...rest,
    workspace,
    isActive,
    event,
    condition,
    limit: limit === undefined ? once : limit && limitOf(limit),
  };
}

function holding(condition: Condition | null, limit: unknown): { event: null; condition: Condition; filledTo: number } {
  if (!condition) throw invalid('a rule has an event, a condition, or both', 'SCORE_RULE_INVALID');
  if (limit != null) throw invalid('a rule without an event holds or does not: it has no limit', 'SCORE_RULE_INVALID');
  return { event: null, condition, filledTo: 0 };
}

const limitOf = ({ times, withinDays: within }: { times: number; withinDays?: number | null }) => ({
  times,
  withinMs: within == null ? null : days(within).milliseconds,
});

function problemOf(leaf: Leaf, hasEvent: boolean): string | undefined {
  if ('score' in leaf) return 'a rule of a score cannot ask for scores: rules could chase each other for ever';
  if ('happened' in leaf && /^(score|segment)\./.test(leaf.happened)) {
    return `a rule of a score cannot ask for "${leaf.happened}": rules could chase each other for ever`;
  }
  if ('event' in leaf && !hasEvent) return 'a rule without an event cannot look at fields of one: ask with "happened"';
  const since = ('since' in leaf ? leaf.since : undefined) ?? ('where' in leaf ? leaf.where?.since : undefined);
  if (since !== undefined) return `a rule of a score knows no "since": "${since}": that is a moment in a journey`;
  if ('message' in leaf && leaf.where?.which === 'latest')
    return 'a rule of a score knows no latest message of a journey';
  return undefined;
}

/** @throws SCORE_RULE_INVALID where the points of a rule that holds would wear off while it does */
export function checkAgainst(draft: RuleDraft | ScoreRule, { decay, name }: ScoreDefinition): void {
  if (isEventRule(draft as ScoreRule) || !decay) return;
  throw invalid(
    `the points of "${name}" wear off: a rule without an event needs a score whose points stay, such as "fit"`,
    'SCORE_RULE_INVALID',
  );
}

const threshold = z
  .object({
    name: text,
    score: scoreName,
    value: points,
    margin: points.min(0).optional(),
    owner: z
      .object({
        name: text.optional(),
        email: z.string().email().max(320).optional(),
        language: z.enum(['en', 'he', 'ar']).optional(),
        webhookUrl: z
          .string()
          .max(2_000)
          .refine((url) => /^https?:\/\//.test(url) && URL.canParse(url), 'must be an http or https address')
          .optional(),
      })
      .strict()
      .refine(
        ({ email, webhookUrl }) => email !== undefined || webhookUrl !== undefined,
        'needs an email or a webhookUrl',
      )
      .nullish(),
  })
  .strict();

export type ThresholdDraft = Omit<ScoreThreshold, 'id' | 'createdAt' | 'updatedAt' | 'filledTo'>;

/** Reads a threshold. @throws SCORE_THRESHOLD_INVALID */
export function parseThreshold(workspace: number, json: unknown): ThresholdDraft {
  const { margin = 0, owner = null, ...rest } = read(threshold, json, 'threshold', 'SCORE_THRESHOLD_INVALID');
  if (rest.value - margin <= 0) {
    throw invalid('value must be above 0, also less the margin: everybody begins with 0', 'SCORE_THRESHOLD_INVALID');
  }
  return { ...rest, workspace, margin, owner };
}

type Code = 'SCORE_INVALID' | 'SCORE_RULE_INVALID' | 'SCORE_THRESHOLD_INVALID';

function read<Schema extends z.ZodTypeAny>(
  schema: Schema,
  json: unknown,
  at: string,
  code: Code = 'SCORE_INVALID',
): z.output<Schema> {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data as z.output<Schema>;
  const problems = parsed.error.issues.map(({ path, message }) => `${[at, ...path].join('.')} ${message}`);
  throw invalid(problems.join('; '), code);
}

const invalid = (problem: string, code: Code = 'SCORE_INVALID'): CodedUserError =>
  new CodedUserError(code, `It cannot be used: ${problem}.`);
