import type { ErrorCode } from '../shared';

/** Something that would keep a workflow from running. */
export interface WorkflowIssue {
  readonly code: ErrorCode;
  readonly message: string;
  readonly node?: string;
}
