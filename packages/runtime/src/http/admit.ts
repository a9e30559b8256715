import type { onRequestAsyncHookHandler } from 'fastify';

import { CodedOperationalError, type ErrorCode } from '../shared';
import type { Admission } from './admission';

/** Seconds after which it is worth trying again. */
const RETRY_AFTER: Partial<Record<ErrorCode, number>> = { SERVER_BUSY: 2, SERVER_STOPPING: 10 };

const MESSAGES: Partial<Record<ErrorCode, string>> = {
  SERVER_BUSY: 'More comes in than can be stored at the moment. Nothing of this request was taken; send it again.',
  SERVER_STOPPING: 'The server is about to end. Nothing of this request was taken; send it again.',
};

/** Lets a request in, or answers that it has to come again: 429 SERVER_BUSY, 503 SERVER_STOPPING. */
export function admit(admission: Admission): onRequestAsyncHookHandler {
  return async (request, reply) => {
    const header = request.headers['content-length'];
    const length = header === undefined ? undefined : Number(header);
    const refusal = admission.enter(length);
    if (refusal === undefined) {
      reply.raw.once('close', () => admission.leave(length));
      return;
    }
    void reply.header('retry-after', RETRY_AFTER[refusal] ?? 1);
    throw new CodedOperationalError(refusal, MESSAGES[refusal] ?? '');
  };
}

/** Once the server is about to end, each connection ends with its next answer. */
export function endConnections(admission: Admission): onRequestAsyncHookHandler {
  return async (_request, reply) => {
    if (admission.isEnding) void reply.header('connection', 'close');
  };
}
