import { ApplicationError, BaseError, NodeApiError, type ExecutionBaseError, type INode } from 'n8n-workflow';

import { markErrorCode } from '../mark-error-code';

/** A failure of a node as its run keeps it: what the error has of its own, as a plain object. */
export function taskErrorOf(error: unknown, node: INode): ExecutionBaseError {
  const reported = reportedOf(error);
  if (reported) markErrorCode(reported);
  const own = (isAxiosError(error) ? new NodeApiError(node, error as never) : error) as Error;
  return plainError(own);
}

/** An error as plain data. A message and a stack belong to it, although they are not enumerable. */
export function plainError(error: Error): ExecutionBaseError {
  return { ...error, message: error.message, stack: error.stack } as ExecutionBaseError;
}

/** What n8n-core tells its reporter of: our host marks our code on it. */
function reportedOf(error: unknown): Error | undefined {
  if (error instanceof ApplicationError) return error.cause instanceof Error ? error.cause : undefined;
  return error instanceof BaseError ? error : undefined;
}

function isAxiosError(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'isAxiosError' in error && error.isAxiosError === true;
}
