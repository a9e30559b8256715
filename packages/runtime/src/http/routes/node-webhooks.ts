import { Type } from '@sinclair/typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { logError } from '../answer-errors';
import type { ApiApp } from '../api-app';
import { errorAnswer } from '../error-answer';
import type { HttpDependencies } from '../http-dependencies';
import type { Limits } from '../limits';

/**
 * Pages that a workflow answers with come from the same address as the editor. As in n8n, the browser keeps them apart:
 * their scripts run, but reach neither the editor nor what it keeps.
 */
const SANDBOX =
  'sandbox allow-downloads allow-forms allow-modals allow-orientation-lock allow-pointer-lock allow-popups ' +
  'allow-presentation allow-scripts allow-top-navigation-by-user-activation allow-top-navigation-to-custom-protocols';

const PARAMS = Type.Object({ '*': Type.String() });

/** Where Webhook nodes listen (/webhook/…) and where calls resume executions that wait (/webhook-waiting/…). */
export function nodeWebhookRoutes(app: ApiApp, dependencies: HttpDependencies, { nodeBody }: Limits): void {
  const options = { bodyLimit: nodeBody, schema: { hide: true, params: PARAMS } };

  app.all('/webhook/*', options, async (request, reply) => {
    await handOver('live', request.params['*'], request, reply, dependencies);
  });

  app.all('/webhook-waiting/*', options, async (request, reply) => {
    await handOver('waiting', request.params['*'], request, reply, dependencies);
  });
}

async function handOver(
  kind: 'live' | 'waiting',
  rest: string,
  request: FastifyRequest,
  reply: FastifyReply,
  dependencies: HttpDependencies,
): Promise<void> {
  const { raw: response } = reply.hijack();
  request.raw.socket.setTimeout(0); // a workflow may take its time to answer
  response.setHeader('content-security-policy', SANDBOX);
  const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const path = rest.replace(/^\/+|\/+$/g, '');
  try {
    await dependencies.receiveNodeWebhook({ method: request.method, path, kind }, request.raw, response, rawBody);
  } catch (error) {
    const { status, body } = errorAnswer(error, { requestId: request.id, bodyLimit: request.routeOptions.bodyLimit });
    logError(error, status, request, dependencies.logger);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
  }
}
