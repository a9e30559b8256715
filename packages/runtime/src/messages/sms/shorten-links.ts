import { randomBytes } from 'node:crypto';

/** A link in a message, and the short one that stands for it. */
export interface NewShortLink {
  readonly id: string;
  readonly url: string;
}

/** A full stop after a link ends the sentence. */
const LINK = /https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]}]/gi;

/** 54 bits: nobody finds other people's links by trying. */
const shortId = (): string => randomBytes(7).toString('base64url').slice(0, 9);

/**
 * Replaces the links of a text by short ones of this server, which count clicks. Those of this server stay as they are.
 * @param publicUrl without a trailing slash
 */
export function shortenLinks(text: string, publicUrl: string): { text: string; links: NewShortLink[] } {
  const links: NewShortLink[] = [];
  const shortened = text.replace(LINK, (url) => {
    if (url.startsWith(`${publicUrl}/`) || !URL.canParse(url)) return url;
    const id = shortId();
    const short = `${publicUrl}/l/${id}`;
    links.push({ id, url });
    return short;
  });
  return { text: shortened, links };
}
