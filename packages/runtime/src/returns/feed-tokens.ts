import { z } from 'zod';

import type { TokenSigner } from '../shared';

const claim = z.object({ w: z.number().int().positive(), f: z.string() });

/** The secrets in the addresses that mail servers and mail services report to: one for each workspace and feed. */
export class FeedTokens {
  constructor(private readonly signer: TokenSigner) {}

  /** @param feed `mail`, or the name of a mail service */
  of(workspace: number, feed: string): string {
    return this.signer.sign('return-feed', { w: workspace, f: feed });
  }

  /** @returns the workspace; undefined where the token is none of ours, or for another feed */
  read(token: string, feed: string): number | undefined {
    const { data } = claim.safeParse(this.signer.read('return-feed', token));
    return data?.f === feed ? data.w : undefined;
  }
}
