import type { ServerResponse } from 'node:http';

/** The response as n8n's nodes expect it: Node's own, with the few of Express's shortcuts that they use. */
export function toNodeResponse(response: ServerResponse): ServerResponse {
  const express = {
    status(code: number) {
      response.statusCode = code;
      return shortcuts;
    },
    header(name: string, value: string | string[]) {
      response.setHeader(name, value);
      return shortcuts;
    },
    set(name: string, value: string | string[]) {
      return express.header(name, value);
    },
    json(body: unknown) {
      response.setHeader('content-type', 'application/json; charset=utf-8');
      response.end(JSON.stringify(body));
      return shortcuts;
    },
    send(body?: unknown) {
      if (body === undefined || typeof body === 'string' || Buffer.isBuffer(body)) response.end(body);
      else express.json(body);
      return shortcuts;
    },
    sendStatus(code: number) {
      response.statusCode = code;
      response.end();
      return shortcuts;
    },
  };
  const shortcuts = Object.assign(response, express);
  return shortcuts;
}
