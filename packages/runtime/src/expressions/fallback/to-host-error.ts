import { MemoryLimitError, SecurityViolationError, TimeoutError } from '@n8n/expression-runtime';
import { ExpressionError } from 'n8n-workflow';

import { ExpressionExtensionError } from '../n8n-internals';

/** Whether an isolate that threw this is not to be used again: nobody knows what state it was stopped in. */
export function isSpoiling(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof TimeoutError || error instanceof MemoryLimitError) return true;
  return error instanceof SecurityViolationError || /isolate/i.test(error.message);
}

/** The error that n8n shows for what its isolated engine threw. */
export function toHostError(error: unknown): Error {
  if (error instanceof TimeoutError) return new ExpressionError('Expression timed out', { cause: error });
  if (error instanceof MemoryLimitError) {
    return new ExpressionError('Expression exceeded memory limit', { cause: error });
  }
  if (!(error instanceof Error)) return new ExpressionError(String(error));
  if (error instanceof SyntaxError || error.name === 'SyntaxError') return new ExpressionError('invalid syntax');
  if (error.message.includes('could not be cloned')) return new ExpressionError('this is a function, please add ()');
  const Kind = error.name === 'ExpressionExtensionError' ? ExpressionExtensionError : ExpressionError;
  return error instanceof Kind ? error : Object.assign(new Kind(error.message), error);
}
