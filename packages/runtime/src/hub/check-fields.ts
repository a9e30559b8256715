import { problemOfComparison } from '../audiences';
import type { FieldFilter } from '../events';
import { CodedUserError } from '../shared';

/** @throws RULE_INVALID for a field that cannot be compared as a subscription asks */
export function checkFields(fields: readonly FieldFilter[]): void {
  const problems = fields.flatMap((field, index) => {
    const problem = problemOfComparison(field);
    return problem === undefined ? [] : [`filter.fields.${index} ${problem}`];
  });
  if (problems.length === 0) return;
  throw new CodedUserError('RULE_INVALID', `The rule cannot be understood. ${problems.join('; ')}.`, { problems });
}
