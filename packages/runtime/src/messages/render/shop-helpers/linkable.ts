/** What a link or a picture may lead to: an address of the web, never a script. */
export function linkable(url: unknown): string | undefined {
  if (typeof url !== 'string') return undefined;
  const text = url.trim();
  return URL.canParse(text) && /^(https?|mailto|tel):$/.test(new URL(text).protocol) ? text : undefined;
}
