import { ExpressionError, NodeOperationError } from 'n8n-workflow';

import { isCoded, type ErrorCode } from '../shared';

/** n8n has no classes of their own for these. */
const OF_EXPRESSIONS = /^(invalid syntax|invalid DateTime|this is a DateTime, please|this is a function, please)/;
const WITHOUT_CREDENTIAL = /^(Node does not have any credentials set|Credentials not found)/;

/**
 * Writes our code onto an error of a node that wraps what has one. n8n-core copies a node's error into the run as a
 * plain object, without its class and its causes: afterwards nobody could tell that it was an expression that failed.
 */
export function markErrorCode(error: unknown): void {
  if (!(error instanceof Error) || isCoded(error)) return;
  const code = codeOfCauses(error);
  if (code) Object.defineProperty(error, 'code', { value: code, enumerable: true, configurable: true, writable: true });
}

function codeOfCauses(error: Error): ErrorCode | undefined {
  let each: unknown = error;
  for (let depth = 0; each instanceof Error && depth < 10; depth += 1) {
    if (isCoded(each)) return each.code;
    if (each instanceof ExpressionError || OF_EXPRESSIONS.test(each.message)) return 'EXPRESSION_FAILED';
    if (each instanceof NodeOperationError && WITHOUT_CREDENTIAL.test(each.message)) return 'CREDENTIAL_MISSING';
    each = each.cause;
  }
  return undefined;
}
