import type { EventPayload } from '../../events';
import { directionOf, type Direction } from './language';
import { renderText, type TextRequest } from './render-text';

/** Handlebars by the name of its place, in one language. */
export interface BrowserContent<Place extends string> {
  readonly language: string;
  readonly texts: Readonly<Partial<Record<Place, string>>>;
}

/** What a message says in a browser. Places that nothing stands at are left out. */
export interface BrowserText<Place extends string = string> {
  readonly language: string;
  readonly direction: Direction;
  readonly texts: Readonly<Partial<Record<Place, string>>>;
}

export interface BrowserTexts<Place extends string = string> {
  /** For browsers that are proven to be the contact's. */
  readonly own: BrowserText<Place>;
  /** For all others: written as if nothing was known of the contact. */
  readonly open: BrowserText<Place>;
}

export interface BrowserRender<Place extends string> extends Omit<TextRequest, 'contents' | 'read'> {
  readonly contents: ReadonlyArray<BrowserContent<Place>>;
  readonly event?: EventPayload;
  /** The contact and what belongs to them. */
  readonly contact?: object;
}

/**
 * Writes a message for browsers, twice: anybody can say that a browser is that of somebody whose address they know, and
 * then must not read there what the shop knows of that person. What the author names as further data is in both.
 * @throws LANGUAGE_MISSING, TEMPLATE_INVALID, TEMPLATE_TOO_LARGE
 */
export function renderForBrowsers<Place extends string>({
  contents,
  event,
  contact,
  ...request
}: BrowserRender<Place>): BrowserTexts<Place> {
  // Which content it is, is chosen as for every message; then each of its places is written in that language.
  const places = contents.map(({ language }, index) => ({ language, text: String(index) }));
  const { language, text: chosen } = renderText({ ...request, contents: places });
  const content = contents[Number(chosen)];
  const write = (read: TextRequest['read']): BrowserText<Place> => {
    const entries = Object.entries(content?.texts ?? {}).flatMap(([place, template]) => {
      const contentOf = [{ language: content?.language ?? language, text: template as string }];
      const { text } = renderText({ ...request, contents: contentOf, read });
      return text === '' ? [] : [[place, text]];
    });
    return { language, direction: directionOf(language), texts: Object.fromEntries(entries) as BrowserText['texts'] };
  };
  return { own: write({ behind: event, before: contact }), open: write({ behind: openFacts(event) }) };
}

/** Which shop and site it is about. Even a product that somebody looked at is theirs to know. */
function openFacts(event: EventPayload | undefined): object {
  const { shop, site } = event ?? {};
  return { ...(shop && { shop }), ...(site && { site }) };
}
