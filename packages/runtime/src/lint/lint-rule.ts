import type { Problem, Severity } from './finding';
import type { Journey } from './journey';

/** One thing that is looked at in journeys. A rule has a file of its own in `rules/` and a line in docs/guides/linting.md. */
export interface LintRule {
  /** `WAIT_WITHOUT_MAXIMUM`: people name it to switch the rule off. */
  readonly code: string;
  readonly severity: Severity;
  find(journey: Journey): Iterable<Problem>;
}
