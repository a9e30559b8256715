/**
 * How bad it is. `error`: it fails for every contact who comes there. `warning`: it works, and hardly as meant. `hint`:
 * good to know; nothing is wrong where it is meant so.
 */
export type Severity = 'error' | 'warning' | 'hint';

/** What a rule has found, and where. */
export interface Problem {
  /** The name of the node; null where it is about the whole journey. */
  readonly node: string | null;
  /** What is wrong and what to do about it: whole sentences. */
  readonly message: string;
}

export interface Finding extends Problem {
  /** Of the rule: docs/guides/linting.md lists them. */
  readonly code: string;
  readonly severity: Severity;
}
