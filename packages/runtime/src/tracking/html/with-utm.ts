/** What web analytics read of where a visit comes from. Empty values are left out. */
export interface UtmParameters {
  readonly source: string;
  readonly medium: string;
  readonly campaign: string;
}

/** Adds the parameters to an address that has none of these names yet. All that was written stays as it is. */
export function withUtm(url: string, { source, medium, campaign }: UtmParameters): string {
  const hash = url.indexOf('#');
  const [before, fragment] = hash < 0 ? [url, ''] : [url.slice(0, hash), url.slice(hash)];
  const question = before.indexOf('?');
  const written = new URLSearchParams(question < 0 ? '' : before.slice(question + 1));
  const added = [
    ['utm_source', source.trim()],
    ['utm_medium', medium.trim()],
    ['utm_campaign', campaign.trim()],
  ]
    .filter(([name = '', value]) => value !== '' && !written.has(name))
    .map(([name, value = '']) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
  if (added === '') return url;
  const glue = question < 0 ? '?' : /[?&]$/.test(before) ? '' : '&';
  return `${before}${glue}${added}${fragment}`;
}
