import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { HttpAnswer } from '../../../support/http-server';

/** What became of a call, whatever the provider. */
export type Accident = 'hung' | 'slow' | 'rubbish' | 'gateway' | 'resetAfter' | 'redirect' | 'huge';

export interface ProviderCallSeen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/**
 * A real HTTP server that plays a provider: `recipientOf` finds whom a call is for, and a recipient that bears the name of an
 * accident meets it. Below `/reset-before` connections break before the body is read. Every other call gets what
 * `answer` says.
 */
export async function startFaultyHttpProvider(
  accidents: Readonly<Record<string, Accident>>,
  recipientOf: (call: ProviderCallSeen) => string,
  answer: (call: ProviderCallSeen, count: number) => HttpAnswer,
) {
  const calls: ProviderCallSeen[] = [];
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/reset-before')) {
      request.socket.resetAndDestroy();
      return;
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => undefined);
    request.on('end', () => {
      const { method = '', url = '/', headers } = request;
      const call = { method, path: url, headers, body: Buffer.concat(chunks).toString() };
      const accident = accidents[recipientOf(call)];
      if (accident === undefined || accident === 'slow') calls.push(call);
      const usual = (): void => write(response, answer(call, calls.length));
      if (accident === undefined) usual();
      else happen(accident, request, response, usual);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** The calls that met no accident. */
    calls,
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function happen(accident: Accident, request: IncomingMessage, response: ServerResponse, usual: () => void): void {
  switch (accident) {
    case 'hung':
      return;
    case 'slow':
      setTimeout(usual, 150);
      return;
    case 'rubbish': {
      write(response, { headers: { 'content-type': 'text/html' }, body: '<h1>It works!</h1>' });
      return;
    }
    case 'gateway': {
      write(response, { status: 502, body: '<h1>Bad Gateway</h1>' });
      return;
    }
    case 'huge': {
      write(response, { body: 'x'.repeat(1024 * 1024) });
      return;
    }
    case 'redirect': {
      write(response, { status: 302, headers: { location: 'http://127.0.0.1:1/elsewhere' } });
      return;
    }
    case 'resetAfter':
      request.socket.resetAndDestroy();
  }
}

function write(response: ServerResponse, { status = 200, headers = {}, body }: HttpAnswer): void {
  const isPlain = typeof body === 'string' || Buffer.isBuffer(body) || body === undefined;
  response.writeHead(status, { ...(isPlain ? {} : { 'content-type': 'application/json' }), ...headers });
  response.end(isPlain ? body : JSON.stringify(body));
}
