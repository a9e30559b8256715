import type { Config } from './config';

/** Calls the server as a type of body for which browsers ask nobody beforehand. @returns what it says; undefined where it says nothing */
export async function callServer(
  { url, key: writeKey }: Pick<Config, 'url' | 'key'>,
  path: string,
  body: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  try {
    const answer = await fetch(`${url}${path}`, {
      method: 'POST',
      body: JSON.stringify({ writeKey, ...body }),
      // What leads away from the page is still told.
      keepalive: true,
      credentials: 'omit',
    });
    return answer.status === 200 ? await answer.json() : undefined;
  } catch {
    return undefined; // no network, or the server is away
  }
}
