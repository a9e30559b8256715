import type { Socket } from 'node:net';

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { ERROR_CODES, isCoded, type ErrorCode, type Logger } from '../shared';
import { errorAnswer } from './error-answer';

/** A body that is too large is read to its end up to here, so that its sender lives to see the answer. */
const MOST_DRAINED = 64 * 1024 * 1024;

/** Answers every error of every route in one shape, and logs those that are ours. */
export function answerErrors(app: FastifyInstance, logger: Logger): void {
  app.setErrorHandler((error, request, reply) => sendError(error, request, reply, logger));
}

/** The error as an answer. */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply, logger: Logger): void {
  const { status, body } = errorAnswer(error, { requestId: request.id, bodyLimit: request.routeOptions.bodyLimit });
  logError(error, status, request, logger);
  if (body.code === 'BODY_TOO_LARGE') drain(request, reply);
  void reply.code(status).header('cache-control', 'no-store').send(body);
}

/** Ours are logged with their stack, with the route in place of the address: addresses may carry keys. */
export function logError(error: unknown, status: number, request: FastifyRequest, logger: Logger): void {
  const facts = { requestId: request.id, method: request.method, route: request.routeOptions.url, error };
  const isRefused = isCoded(error) && error.code === 'SERVER_STOPPING';
  if (status >= 500 && !isRefused) logger.error(facts, 'A request failed');
  else logger.debug({ ...facts, error: error instanceof Error ? error.message : error }, 'A request was refused');
}

/** Fastify would close the connection under a client that still sends: it would see a broken pipe, not the reason. */
function drain(request: FastifyRequest, reply: FastifyReply): void {
  if (Number(request.headers['content-length'] ?? 0) > MOST_DRAINED) return;
  void reply.removeHeader('connection');
  request.raw.resume();
}

/** Answers what is no HTTP, or what comes too slowly, before there is a request to answer. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const code: ErrorCode = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'REQUEST_TIMEOUT' : 'REQUEST_MALFORMED';
  const message =
    code === 'REQUEST_TIMEOUT' ? 'The request took too long to arrive.' : 'The request is not HTTP as it should be.';
  const body = JSON.stringify({ code, message });
  const head = [
    `HTTP/1.1 ${ERROR_CODES[code]} ${code === 'REQUEST_TIMEOUT' ? 'Request Timeout' : 'Bad Request'}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  if (socket.writable) socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  socket.destroySoon();
}
