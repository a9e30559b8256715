import { createServer } from 'node:net';

const TRIED = 100;

/** The first port of this machine from one on that nobody listens at. */
export async function freePortFrom(first: number): Promise<number> {
  for (let port = first; port < first + TRIED; port += 1) {
    if (await isFree(port)) return port;
  }
  throw new Error(`None of the ports ${first} to ${first + TRIED - 1} is free.`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const listens = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => resolve(true));
  });
  await new Promise((resolve) => server.close(resolve));
  return listens;
}
