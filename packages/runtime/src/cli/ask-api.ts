import type { Config } from '../config';
import { CodedUserError, ERROR_CODES, type ErrorCode } from '../shared';
import { RunningServer } from './running-server';
import { withApp } from './with-app';

/** Asks the API: of the server where one runs, else of the product right here. @throws the code of the answer */
export async function askApi(config: Config, method: 'GET' | 'POST', route: string, body?: object): Promise<unknown> {
  const server = await RunningServer.find(config);
  if (server) return await server.call(method, route, body);
  return await withApp(config, async ({ http, apiKey }) => {
    const headers = { 'x-n8n-api-key': apiKey };
    const answer = await http.inject({ method, url: `/api/v1${route}`, headers, ...(body && { payload: body }) });
    const said: { code?: string; message?: string } = answer.json();
    if (answer.statusCode < 400) return said;
    const code = said.code !== undefined && said.code in ERROR_CODES ? (said.code as ErrorCode) : 'INTERNAL';
    throw new CodedUserError(code, said.message ?? `The answer was ${answer.statusCode}.`);
  });
}
