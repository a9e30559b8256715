import type { ServerProcess } from '../server-process';

/** All pages of a list of the API. */
export async function readAll(server: ServerProcess, route: string): Promise<any[]> {
  const all: any[] = [];
  let cursor: string | null = null;
  do {
    const sign = route.includes('?') ? '&' : '?';
    const { body } = await read(server, `${route}${sign}limit=100${cursor === null ? '' : `&cursor=${cursor}`}`);
    all.push(...body.data);
    cursor = body.nextCursor;
  } while (cursor !== null);
  return all;
}

/** A read may meet a connection that was opened to the server before this one: then it is made again. */
export async function read(server: ServerProcess, route: string): ReturnType<ServerProcess['api']> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await server.api('GET', route);
    } catch (error) {
      if (tries === 20 || (error as Error).name !== 'TypeError') throw error;
    }
  }
}
