import type { Site } from './site';

/** Whether pages of an origin may send to a site. `https://*.shop.example` stands for every host below shop.example. */
export function isAllowedOrigin({ settings }: Site, origin: string): boolean {
  const asked = origin.toLowerCase();
  return settings.allowedOrigins.some((allowed) => {
    if (allowed === '*' || allowed === asked) return true;
    const [scheme = '', host] = allowed.split('*');
    return (
      host !== undefined &&
      asked.startsWith(scheme) &&
      asked.endsWith(host) &&
      asked.length > scheme.length + host.length
    );
  });
}
