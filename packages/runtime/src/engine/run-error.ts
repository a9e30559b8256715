import type { IRun } from 'n8n-workflow';

import { codeOf, isCoded, type ErrorCode } from '../shared';

export interface RunError {
  readonly code: ErrorCode;
  readonly message: string;
}

/** Why a run failed, with a code of ours. n8n's errors are told apart by name: they may come from a file as plain objects. */
export function runErrorOf(run: IRun): RunError {
  const error = run.data.resultData.error;
  const node = run.data.resultData.lastNodeExecuted;
  const message = error?.message ?? 'unknown error';
  const prefix = node === undefined || message.startsWith(`Node "${node}"`) ? '' : `Node "${node}": `;
  return { code: codeOfRunError(error), message: `${prefix}${message}` };
}

function codeOfRunError(error: IRun['data']['resultData']['error']): ErrorCode {
  const cause: unknown = error && 'cause' in error ? error.cause : undefined;
  for (const each of [error, cause]) {
    if (isCoded(each)) return codeOf(each);
    if (hasCode(each)) return each.code;
    if (hasName(each, 'ExpressionError') || hasName(each, 'ExpressionExtensionError')) return 'EXPRESSION_FAILED';
    if (hasName(each, 'TimeoutExecutionCancelledError')) return 'EXECUTION_TIMED_OUT';
    if (hasName(each, 'WorkflowHasIssuesError')) return 'NODE_PARAMETER_MISSING';
  }
  return 'NODE_FAILED';
}

function hasCode(value: unknown): value is { code: ErrorCode } {
  return typeof value === 'object' && value !== null && 'code' in value && isCoded(Object.assign(new Error(), value));
}

function hasName(value: unknown, name: string): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return ('name' in value && value.name === name) || value.constructor.name === name;
}
