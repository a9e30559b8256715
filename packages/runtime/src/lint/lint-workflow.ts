import type { WorkflowDocument } from '../workflows';
import type { Finding } from './finding';
import { Journey } from './journey';
import { LINT_RULES } from './rules';
import { NO_SURROUNDINGS, type Surroundings } from './surroundings';

/**
 * What is likely not meant so in a workflow. It is read and never run. A rule whose code stands in the workflow's settings
 * (`aftercart.lint.ignore`, with the reason) is not asked.
 */
export function lintWorkflow(
  document: Pick<WorkflowDocument, 'nodes' | 'connections' | 'settings'>,
  surroundings: Surroundings = NO_SURROUNDINGS,
): Finding[] {
  const journey = new Journey(document, surroundings);
  const ignored = new Set(Object.keys(journey.settings.lint?.ignore ?? {}));
  const rules = LINT_RULES.filter(({ code }) => !ignored.has(code));
  return rules.flatMap((rule) => {
    const { code, severity } = rule;
    return [...rule.find(journey)].map(({ node, message }) => ({ code, severity, node, message }));
  });
}
