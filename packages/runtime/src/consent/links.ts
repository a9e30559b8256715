import { z } from 'zod';

import { days, type TokenSigner } from '../shared';
import { CHANNELS, PURPOSES } from './consent';

/** For how long a request to confirm can be confirmed. */
export const CONFIRMABLE_FOR = days(7);

const preferences = z.object({ c: z.number().int().positive(), w: z.number().int().positive() });
const confirmation = preferences.extend({
  ch: z.enum(CHANNELS),
  p: z.enum(PURPOSES),
  /** Stands for the address that the mail with the link went to. */
  a: z.string(),
  /** When it was asked for, UTC epoch ms. */
  t: z.number().int(),
});

const unsubscribe = preferences.extend({ ch: z.enum(CHANNELS), p: z.enum(PURPOSES), m: z.string().min(1) });

/** What a link takes back, and the message that it stands in. */
export interface UnsubscribeClaim {
  readonly workspace: number;
  readonly contact: number;
  readonly channel: z.infer<typeof unsubscribe>['ch'];
  readonly purpose: z.infer<typeof unsubscribe>['p'];
  readonly message: string;
}

export interface ConfirmationClaim {
  readonly workspace: number;
  readonly contact: number;
  readonly channel: z.infer<typeof confirmation>['ch'];
  readonly purpose: z.infer<typeof confirmation>['p'];
  /** Stands for the address that the mail with the link goes to: one that has changed meanwhile is not confirmed. */
  readonly address: string;
  readonly askedAt: number;
}

/** The links that contacts get: short, signed, and of use for what they were made for only. */
export class ConsentLinks {
  /** @param publicUrl without a trailing slash */
  constructor(
    private readonly signer: TokenSigner,
    private readonly publicUrl: string,
  ) {}

  /** Does not expire: an old mail must still let its reader leave. */
  preferences(workspace: number, contact: number): string {
    return `${this.publicUrl}/preferences/${this.signer.sign('preferences', { c: contact, w: workspace })}`;
  }

  readPreferences(token: string): { workspace: number; contact: number } | undefined {
    const { data } = preferences.safeParse(this.signer.read('preferences', token));
    return data && { workspace: data.w, contact: data.c };
  }

  /** Does not expire, as above. */
  unsubscribe({ workspace, contact, channel, purpose, message }: UnsubscribeClaim): string {
    const payload = { c: contact, w: workspace, ch: channel, p: purpose, m: message };
    return `${this.publicUrl}/u/${this.signer.sign('unsubscribe', payload)}`;
  }

  readUnsubscribe(token: string): UnsubscribeClaim | undefined {
    const { data } = unsubscribe.safeParse(this.signer.read('unsubscribe', token));
    return data && { workspace: data.w, contact: data.c, channel: data.ch, purpose: data.p, message: data.m };
  }

  confirmation({ workspace, contact, channel, purpose, address, askedAt }: ConfirmationClaim): string {
    const payload = { c: contact, w: workspace, ch: channel, p: purpose, a: address, t: askedAt };
    return `${this.publicUrl}/consent/confirm/${this.signer.sign('confirmation', payload)}`;
  }

  /** @returns undefined where the link is none of ours, or too old */
  readConfirmation(token: string, now: number): ConfirmationClaim | undefined {
    const { data } = confirmation.safeParse(this.signer.read('confirmation', token));
    if (!data || now >= data.t + CONFIRMABLE_FOR.milliseconds) return undefined;
    return { workspace: data.w, contact: data.c, channel: data.ch, purpose: data.p, address: data.a, askedAt: data.t };
  }
}
