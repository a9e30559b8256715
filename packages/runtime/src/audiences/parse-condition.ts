import { CodedUserError } from '../shared';
import type { Condition } from './condition';
import { conditionSchema } from './condition-schema';

/**
 * Reads a condition from JSON.
 * @param at where it stands in what was sent: `rule`, `rules.2`
 * @throws RULE_INVALID with the path of each faulty place
 */
export function parseCondition(json: unknown, at: string): Condition {
  const parsed = conditionSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${[at, ...path].join('.')} ${message}`);
  throw new CodedUserError('RULE_INVALID', `The rule cannot be understood. ${problems.join('; ')}.`, { problems });
}
