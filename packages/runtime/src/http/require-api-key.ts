import type { onRequestHookHandler } from 'fastify';

import { CodedUserError, isSameSecret } from '../shared';

/** n8n's header, so that its tools and habits carry over. */
export const API_KEY_HEADER = 'x-n8n-api-key';

/**
 * Lets requests pass that carry the key. Runs before the body is read.
 * @throws (the hook) API_KEY_MISSING, API_KEY_WRONG
 */
export function requireApiKey(apiKey: string): onRequestHookHandler {
  return (request, _reply, done) => {
    const given = request.headers[API_KEY_HEADER];
    if (typeof given !== 'string' || given === '') {
      done(new CodedUserError('API_KEY_MISSING', "'X-N8N-API-KEY' header required."));
    } else if (!isSameSecret(given, apiKey)) {
      done(new CodedUserError('API_KEY_WRONG', 'The API key is not known here.'));
    } else {
      done();
    }
  };
}
