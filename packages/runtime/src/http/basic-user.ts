/** The user name of Basic authorisation; undefined where there is none. */
export function basicUserOf(authorization: string | undefined): string | undefined {
  const encoded = /^basic\s+([a-z0-9+/=_-]+)\s*$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const [user = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return user || undefined;
}
