export { CodeRunner, type CodeRunnerStatus } from './code-runner';
export { type CodeRunnerOptions } from './code-runner-options';
