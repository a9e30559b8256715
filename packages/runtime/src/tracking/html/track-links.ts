import { escapeHtml } from '../../messages';
import { findLinks, type Span } from './find-links';
import { isTrackable } from './is-trackable';

/** One of the places that a mail leads to. */
export interface TrackedLink {
  readonly url: string;
  /** From 0, in the order in which the mail first names them. */
  readonly position: number;
  /** How many places the mail leads to. */
  readonly count: number;
}

export interface LinkTracking {
  /** The address that stands in the mail in place of a link's own. */
  readonly addressOf: (link: TrackedLink) => string;
  /** Whether a link keeps its own address: those by which people leave. */
  readonly isExempt?: (url: string) => boolean;
  /** What is added to a link's own address first. */
  readonly mark?: (url: string) => string;
  /** HTML to stand at the end of the body, by the places that the mail leads to. */
  readonly append?: (places: readonly string[]) => string;
}

/**
 * Puts tracked addresses in place of those that a mail's links have. Nothing else of the HTML changes, not even its blanks;
 * `data-no-track` keeps a link out of it, and goes away. Equal addresses are one place.
 */
export function trackLinks(html: string, { addressOf, isExempt, mark, append }: LinkTracking): string {
  const { links, marks, end } = findLinks(html);
  const tracked = links
    .filter(({ url }) => isTrackable(url) && !isExempt?.(url.trim()))
    .map(({ url, value }) => ({ value, url: mark ? mark(url.trim()) : url.trim() }));
  const places = [...new Set(tracked.map(({ url }) => url))];
  const positions = new Map(places.map((url, position) => [url, position]));
  const count = places.length;
  const changes: Array<Span & { readonly text: string }> = [
    ...marks.map((span) => ({ ...span, text: '' })),
    ...tracked.map(({ url, value }) => ({
      ...value,
      text: `"${escapeHtml(addressOf({ url, position: positions.get(url) ?? 0, count }))}"`,
    })),
  ];
  const appended = append?.(places) ?? '';
  if (appended !== '') changes.push({ from: end, to: end, text: appended });
  return withChanges(html, changes);
}

function withChanges(html: string, changes: ReadonlyArray<Span & { readonly text: string }>): string {
  const parts: string[] = [];
  let at = 0;
  for (const { from, to, text } of [...changes].sort((one, other) => one.from - other.from)) {
    parts.push(html.slice(at, from), text);
    at = to;
  }
  parts.push(html.slice(at));
  return parts.join('');
}
