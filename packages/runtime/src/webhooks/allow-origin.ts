import type { IncomingMessage, ServerResponse } from 'node:http';

/** Seconds for which a browser need not ask again. */
const REMEMBERED = '300';

export interface OriginPolicy {
  /** The methods that some node listens for at the path. */
  readonly methods: readonly string[];
  /** The node's option: `*`, or origins separated by commas; any where left out. */
  readonly allowedOrigins: unknown;
}

/** Tells a browser whether a page of another site may call and read the answer. Other callers do not care. */
export function allowOrigin(
  request: IncomingMessage,
  response: ServerResponse,
  { methods, allowedOrigins }: OriginPolicy,
): void {
  const { origin } = request.headers;
  if (origin === undefined) return;
  response.setHeader('access-control-allow-methods', ['OPTIONS', ...methods].join(', '));
  response.setHeader('access-control-allow-origin', chooseOrigin(origin, allowedOrigins));
  response.setHeader('vary', 'origin');
  if (request.method !== 'OPTIONS') return;
  response.setHeader('access-control-max-age', REMEMBERED);
  const headers = request.headers['access-control-request-headers'];
  if (headers !== undefined) response.setHeader('access-control-allow-headers', headers);
}

function chooseOrigin(origin: string, allowed: unknown): string {
  if (typeof allowed !== 'string' || allowed.trim() === '' || allowed.trim() === '*')
    return origin === 'null' ? '*' : origin;
  const origins = allowed.split(',').map((each) => each.trim());
  return origins.includes(origin) ? origin : (origins[0] ?? '');
}
