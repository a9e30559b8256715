export type { Finding, Severity } from './finding';
export { lintWorkflow } from './lint-workflow';
export { printFindings } from './print-findings';
export { readSurroundings } from './read-surroundings';
export { LINT_RULES } from './rules';
export { NO_SURROUNDINGS, type Surroundings } from './surroundings';
