import type { Condition } from '../audiences';

/** How often one contact gets the points of a rule: so often, within a time or ever. */
export interface RuleLimit {
  readonly times: number;
  readonly withinMs: number | null;
}

interface RuleBase {
  readonly id: string;
  readonly workspace: number;
  readonly name: string;
  /** The score that the points go to. */
  readonly score: string;
  /** Below 0 to take away. */
  readonly points: number;
  readonly isActive: boolean;
  /** UTC epoch ms. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** Gives points when something happens. */
export interface EventRule extends RuleBase {
  readonly event: string;
  /** What else has to hold, of the event (`event: …`) and of the contact. */
  readonly condition: Condition | null;
  /** Null: each time. */
  readonly limit: RuleLimit | null;
}

/** Gives points for as long as something holds of a contact. */
export interface HoldingRule extends RuleBase {
  readonly event: null;
  readonly condition: Condition;
  /** Up to which contact (its id) it is settled since it is as it is; null once all are. */
  readonly filledTo: number | null;
}

export type ScoreRule = EventRule | HoldingRule;

export const isEventRule = (rule: ScoreRule): rule is EventRule => rule.event !== null;

export interface RuleRow extends Omit<RuleBase, 'isActive'> {
  readonly isActive: number;
  readonly event: string | null;
  readonly condition: string | null;
  readonly limitTimes: number | null;
  readonly limitMs: number | null;
  readonly filledTo: number | null;
}

export const RULE_COLUMNS = `id, workspace, name, score, points, is_active AS "isActive", event, condition, limit_times AS "limitTimes",
  limit_ms AS "limitMs", filled_to AS "filledTo", created_at AS "createdAt", updated_at AS "updatedAt"`;

export function toRule({ isActive, event, condition, limitTimes, limitMs, filledTo, ...row }: RuleRow): ScoreRule {
  const base = { ...row, isActive: isActive === 1 };
  const parsed = condition === null ? null : (JSON.parse(condition) as Condition);
  if (event === null) return { ...base, event, condition: parsed ?? { all: [] }, filledTo };
  return {
    ...base,
    event,
    condition: parsed,
    limit: limitTimes === null ? null : { times: limitTimes, withinMs: limitMs },
  };
}
