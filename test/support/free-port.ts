import { createServer } from 'node:net';

/**
 * Below what the system hands out by itself: a server that is started anew finds its port again, and no client of
 * whatever else runs here has got it for its own end of a connection meanwhile.
 */
const [FIRST, LAST] = [20_000, 32_000];

/** A port of this machine that nobody listens at. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST));
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    await new Promise((resolve) => server.close(resolve));
    if (isFree) return port;
  }
}
