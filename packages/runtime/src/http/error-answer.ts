import { NodeError } from 'n8n-workflow';

import { codeOf, ERROR_CODES, isCoded, messageOf, type ErrorCode } from '../shared';

/** What every error of every route looks like. */
export interface ErrorBody {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

export interface ErrorAnswer {
  readonly status: number;
  readonly body: ErrorBody;
}

/** What fastify refuses by itself, in our words. */
const REFUSALS: Readonly<Record<string, ErrorBody>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    code: 'MEDIA_TYPE_UNSUPPORTED',
    message: 'The body must be JSON: send it with "Content-Type: application/json".',
  },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    code: 'REQUEST_MALFORMED',
    message: 'The body has another length than its header Content-Length says.',
  },
  FST_ERR_BAD_URL: { code: 'REQUEST_MALFORMED', message: 'The address holds a % that escapes nothing.' },
  FST_ERR_MAX_PARAM_LENGTH: { code: 'REQUEST_MALFORMED', message: 'A part of the path is too long.' },
};

/**
 * Turns whatever was thrown into an answer. What is not meant for the caller (our mistakes, stacks) stays out of it:
 * then the caller gets the id under which the log has it.
 * @param bodyLimit of the route, in bytes
 */
export function errorAnswer(
  error: unknown,
  { requestId, bodyLimit }: { requestId: string; bodyLimit: number },
): ErrorAnswer {
  if (isCoded(error)) {
    const { code, message, details } = error;
    return answer({ code, message, ...(details && { details }) });
  }
  if (error instanceof NodeError) return answer({ code: 'NODE_FAILED', message: error.message });
  const given = factsOf(error).code ?? '';
  if (given === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    const message = `The body is larger than ${bodyLimit / 1024 / 1024} MiB, the most that this route takes.`;
    return answer({ code: 'BODY_TOO_LARGE', message, details: { limit: bodyLimit } });
  }
  const refusal = REFUSALS[given];
  if (refusal) return answer(refusal);
  if (isClientError(error)) return answer({ code: 'REQUEST_MALFORMED', message: messageOf(error) });
  return answer({
    code: codeOf(error),
    message: 'Something went wrong on the server, and it is not your request. The log has the details.',
    details: { requestId },
  });
}

const answer = (body: ErrorBody): ErrorAnswer => ({ status: ERROR_CODES[body.code], body });

/** What fastify and Node write on their errors. */
function factsOf(error: unknown): { code?: string; statusCode?: number } {
  return typeof error === 'object' && error !== null ? error : {};
}

/** Only fastify's own refusals: a status on any other error is that of somebody whom we called. */
function isClientError(error: unknown): boolean {
  const { code = '', statusCode = 500 } = factsOf(error);
  return code.startsWith('FST_') && statusCode >= 400 && statusCode < 500;
}
