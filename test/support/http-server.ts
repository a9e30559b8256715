import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HttpCall {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** The query as it came, with its question mark. */
  readonly search: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface HttpAnswer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  /** Text or bytes as they are, anything else as JSON. */
  readonly body?: unknown;
}

/** Answers a call; `undefined` leaves the caller without an answer. */
export type HttpHandler = (call: HttpCall) => HttpAnswer | undefined;

export interface HttpServer {
  readonly url: string;
  /** All calls so far. */
  readonly calls: HttpCall[];
  close(): Promise<void>;
}

/** A real HTTP server on a free port of this machine. */
export async function startHttpServer(handle: HttpHandler): Promise<HttpServer> {
  const calls: HttpCall[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { pathname, search, searchParams } = new URL(request.url ?? '/', 'http://localhost');
      const { method = '', headers } = request;
      const body = Buffer.concat(chunks).toString();
      const call = { method, path: pathname, query: searchParams, search, headers, body };
      calls.push(call);
      const answer = handle(call);
      if (!answer) return;
      const isPlain = typeof answer.body === 'string' || Buffer.isBuffer(answer.body) || answer.body === undefined;
      response.writeHead(answer.status ?? 200, {
        ...(isPlain ? {} : { 'content-type': 'application/json' }),
        ...answer.headers,
      });
      response.end(isPlain ? answer.body : JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
