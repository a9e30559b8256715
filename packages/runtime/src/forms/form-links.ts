import { z } from 'zod';

import type { TokenSigner } from '../shared';

const confirmation = z.object({ s: z.number().int().positive() });
const download = confirmation.extend({
  /** The magnet. */
  m: z.string(),
  /** Until when it opens, UTC epoch ms. */
  x: z.number().int(),
});

export interface DownloadClaim {
  readonly submission: number;
  readonly magnet: string;
  readonly expiresAt: number;
}

/** The addresses of forms, and the signed links that those get who have sent one. */
export class FormLinks {
  /** @param publicUrl without a trailing slash */
  constructor(
    private readonly signer: TokenSigner,
    private readonly publicUrl: string,
  ) {}

  page(form: string): string {
    return `${this.publicUrl}/f/${form}`;
  }

  /** What other sites include to show a form. */
  get embedScript(): string {
    return `${this.publicUrl}/f/embed.js`;
  }

  confirmation(submission: number): string {
    return `${this.publicUrl}/f/confirm/${this.signer.sign('form-confirmation', { s: submission })}`;
  }

  /** @returns the submission; undefined where the link is none of ours */
  readConfirmation(token: string): number | undefined {
    return confirmation.safeParse(this.signer.read('form-confirmation', token)).data?.s;
  }

  download({ submission, magnet, expiresAt }: DownloadClaim): string {
    return `${this.publicUrl}/d/${this.signer.sign('form-download', { s: submission, m: magnet, x: expiresAt })}`;
  }

  /** @returns undefined where the link is none of ours, or too old */
  readDownload(token: string, now: number): DownloadClaim | undefined {
    const { data } = download.safeParse(this.signer.read('form-download', token));
    if (!data || now >= data.x) return undefined;
    return { submission: data.s, magnet: data.m, expiresAt: data.x };
  }
}
