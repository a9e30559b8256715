import { seconds, type Duration } from '../../shared';

export interface CodeRunnerOptions {
  /** Tasks that the child holds at the same time; the rest queue. More than one, so that code which awaits a helper lets others run. */
  readonly concurrency: number;
  /** From the moment the child is given a task; code that takes longer ends with CODE_RUNNER_TIMEOUT. */
  readonly taskTimeout: Duration;
  /** How long a new child may take until it offers to work. */
  readonly startTimeout: Duration;
  /** Without work for this long the child ends and its memory is free again. */
  readonly idleAfter: Duration;
  /** The child's heap (--max-old-space-size). */
  readonly memoryMegabytes: number;
  /** The largest message in either direction, that is: the data of one task. */
  readonly maxMessageMegabytes: number;
  /** Modules of Node that code may `require`; none, as in n8n. */
  readonly allowedBuiltinModules: readonly string[];
  /** Installed packages that code may `require`; none, as in n8n. */
  readonly allowedExternalModules: readonly string[];
}

export const DEFAULT_CODE_RUNNER_OPTIONS: CodeRunnerOptions = {
  concurrency: 5,
  taskTimeout: seconds(60),
  startTimeout: seconds(30),
  idleAfter: seconds(60),
  memoryMegabytes: 256,
  maxMessageMegabytes: 64,
  allowedBuiltinModules: [],
  allowedExternalModules: [],
};
