import { ExpressionError } from 'n8n-workflow';

import { ExpressionExtensionError } from '../n8n-internals';

/** n8n's own errors reach the author; all others only leave an expression without a value. */
export function isExpressionError(error: unknown): boolean {
  return error instanceof ExpressionError || error instanceof ExpressionExtensionError;
}
