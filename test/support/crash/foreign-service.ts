import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A service that is not ours: it counts the calls of each address, and takes its time to answer. */
export async function startForeignService(delay: () => number) {
  const calls = new Map<string, number>();
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    calls.set(path, (calls.get(path) ?? 0) + 1);
    setTimeout(() => response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}'), delay());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    callsOf: (afterCrash: string, order: number): number => calls.get(`/${afterCrash}/${order}`) ?? 0,
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

export type ForeignService = Awaited<ReturnType<typeof startForeignService>>;
