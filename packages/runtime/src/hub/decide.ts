import { evaluateCondition, parseCondition, type ConditionAnswer } from '../audiences';
import type { DecisionRequest } from './hub-requests';
import { momentOf, type Asking } from './moment-of';

/**
 * Answers which of a split's rules hold of a contact, and by what. Of somebody unknown nothing is known.
 * @throws RULE_INVALID
 */
export async function decide(
  asking: Asking,
  contact: number | null,
  request: DecisionRequest,
): Promise<ConditionAnswer[]> {
  const { queries, workspace } = asking;
  const rules = request.rules.map((rule, index) => parseCondition(rule, `rules.${index}`));
  const scope = { ...(await momentOf(request, asking)), workspace, contact };
  const answers: ConditionAnswer[] = [];
  for (const rule of rules) answers.push(await evaluateCondition(queries, rule, scope));
  return answers;
}
