import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { IHttpRequestOptions } from 'n8n-workflow';

export interface RecordedRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: unknown;
}

export interface RecordedServer {
  readonly url: string;
  readonly requests: RecordedRequest[];
  /** What n8n asks for an `aftercartApi` credential that leads here. */
  readonly credentialsHelper: unknown;
  /** What to answer to "POST /path", so many times; the last one for ever. */
  answer(route: string, status: number, body?: unknown, times?: number): void;
  close(): Promise<void>;
}

interface Answer {
  status: number;
  body: unknown;
  times: number;
}

/** A real HTTP server on a free port of this machine that keeps what it is asked. Unknown routes get 404. */
export async function startServer(): Promise<RecordedServer> {
  const requests: RecordedRequest[] = [];
  const answers = new Map<string, Answer[]>();

  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      requests.push({ method, path: url, headers, body: text === '' ? undefined : (JSON.parse(text) as unknown) });
      const answer = answers.get(`${method} ${url}`)?.find(({ times }) => times > 0);
      if (answer) answer.times -= 1;
      response.writeHead(answer?.status ?? 404, { 'content-type': 'application/json' });
      response.end(answer?.body === undefined ? '' : JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    requests,
    credentialsHelper: credentialsHelperFor(url),
    answer(route, status, body, times = Infinity) {
      answers.set(route, [...(answers.get(route) ?? []), { status, body, times }]);
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function credentialsHelperFor(baseUrl: string) {
  const credential = { baseUrl: `${baseUrl}/`, apiKey: 'secret-key' };
  return {
    isCredentialUsableByNode: () => true,
    getParentTypes: () => [],
    getCredentialsProperties: () => [],
    getDecrypted: async () => credential,
    getCredentials: async () => credential,
    preAuthentication: async () => undefined,
    authenticate: async (_credential: unknown, _type: string, request: IHttpRequestOptions) => ({
      ...request,
      headers: { ...request.headers, 'X-N8N-API-KEY': credential.apiKey },
    }),
  };
}
