import { OperationalError, UnexpectedError, UserError } from 'n8n-workflow';

import { ERROR_CODES, type ErrorCode } from './error-codes';

/** What every error of ours carries besides its message: a stable code and facts for whoever has to act on it. */
export interface Coded {
  readonly code: ErrorCode;
  readonly details?: Record<string, unknown>;
}

/** The caller's fault: the message says what to change. */
export class CodedUserError extends UserError implements Coded {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details?: Record<string, unknown>,
  ) {
    super(message);
  }
}

/** Nobody's fault and likely to pass: try again. */
export class CodedOperationalError extends OperationalError implements Coded {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details?: Record<string, unknown>,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

/** Our bug, or an installation that is broken. */
export class CodedUnexpectedError extends UnexpectedError implements Coded {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details?: Record<string, unknown>,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

export function isCoded(error: unknown): error is Error & Coded {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code in ERROR_CODES;
}

/** The code of an error, `INTERNAL` where it has none of ours. */
export function codeOf(error: unknown): ErrorCode {
  return isCoded(error) ? error.code : 'INTERNAL';
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
