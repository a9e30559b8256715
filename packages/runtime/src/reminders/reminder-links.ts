import { z } from 'zod';

import type { TokenSigner } from '../shared';

const claim = z.object({ c: z.number().int().positive(), w: z.number().int().positive() });

/** The links by which contacts reach the page of their reminders: signed, and of use for nothing else. */
export class ReminderLinks {
  /** @param publicUrl without a trailing slash */
  constructor(
    private readonly signer: TokenSigner,
    private readonly publicUrl: string,
  ) {}

  /** Does not expire: an old mail must still let its reader put reminders off. */
  page(workspace: number, contact: number): string {
    return `${this.publicUrl}/reminders/${this.signer.sign('reminders', { c: contact, w: workspace })}`;
  }

  /** @returns undefined where the token is none of ours */
  read(token: string): { readonly workspace: number; readonly contact: number } | undefined {
    const { data } = claim.safeParse(this.signer.read('reminders', token));
    return data && { workspace: data.w, contact: data.c };
  }
}
