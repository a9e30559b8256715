import { z } from 'zod';

import type { TokenSigner } from '../shared';
import type { TrackedLink } from './html/track-links';

/** Of the link that only programs find. It is no place of the mail. */
export const DECOY = -1;
/** Stands for the picture among the links of a mail. */
export const PICTURE = -2;

const click = z.tuple([z.string().min(1), z.number().int().min(DECOY), z.number().int().min(0), z.string().min(1)]);
const open = z.tuple([z.string().min(1)]);

/** That somebody, or something, follows a link of a message. */
export interface ClickClaim extends TrackedLink {
  readonly message: string;
}

/**
 * The links and the picture in mails that tell what became of them. Where a link leads stands in its token, under the
 * signature: this server sends nobody to an address that it did not write into a mail itself, and an old mail's links lead
 * on also when its message is not stored any more.
 */
export class TrackingLinks {
  /** @param publicUrl without a trailing slash */
  constructor(
    private readonly signer: TokenSigner,
    private readonly publicUrl: string,
  ) {}

  click({ message, position, count, url }: ClickClaim): string {
    return `${this.publicUrl}/c/${this.signer.sign('click', [message, position, count, url])}`;
  }

  /** @returns undefined where the token is none of ours */
  readClick(token: string): ClickClaim | undefined {
    const { data } = click.safeParse(this.signer.read('click', token));
    return data && { message: data[0], position: data[1], count: data[2], url: data[3] };
  }

  open(message: string): string {
    return `${this.publicUrl}/o/${this.signer.sign('open', [message])}`;
  }

  readOpen(token: string): { message: string } | undefined {
    const { data } = open.safeParse(this.signer.read('open', token));
    return data && { message: data[0] };
  }

  /** Links of this server itself: by them people leave, confirm and take what is theirs. */
  isOwn(url: string): boolean {
    return OWN_PAGES.some((page) => url.startsWith(`${this.publicUrl}${page}`));
  }
}

const OWN_PAGES = ['/preferences/', '/reminders/', '/u/', '/consent/', '/f/', '/d/', '/c/', '/o/'];
