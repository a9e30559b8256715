import type { Config } from '../config';
import { listen } from '../http';
import { RunningServer } from './running-server';
import { withApp } from './with-app';

/** Asks the API: of the server where one runs, else of the product right here, at a port that nobody knows. @throws the code of the answer */
export async function askApi(
  config: Config,
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  route: string,
  body?: object,
): Promise<unknown> {
  const server = await RunningServer.find(config);
  if (server) return await server.call(method, route, body);
  return await withApp(config, async ({ http, apiKey }) => {
    const here = RunningServer.at(await listen(http, { host: '127.0.0.1', port: 0 }), apiKey);
    return await here.call(method, route, body);
  });
}
