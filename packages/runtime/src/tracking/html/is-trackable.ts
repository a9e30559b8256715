/** Longer ones stay as they are: with what tracking adds, mail programs would cut them. */
const LONGEST = 1_500;

/**
 * Whether a link leads to a page on the web by an address that can be led to byte for byte. `mailto:`, `tel:`, anchors and
 * what has no whole address are none; neither is one with control characters in it.
 */
export function isTrackable(href: string): boolean {
  const url = href.trim();
  return /^https?:\/\/[^\s/?#]/i.test(url) && url.length <= LONGEST && !/\p{Cc}/u.test(url) && URL.canParse(url);
}
