import { randomBytes } from 'node:crypto';

import { z } from 'zod';

import type { PageLanguage } from '../messages';
import { hours, seconds, type Clock, type TokenSigner } from '../shared';
import { PAGE_LANGUAGES, type Form } from './form';

/** Nobody reads a form and fills it in faster; programs do. */
const SHORTEST = seconds(2);
/** A page that was left open for longer is sent once more. */
const LONGEST = hours(24);

const content = z.object({
  /** Form, version, language. */
  f: z.string(),
  v: z.number().int(),
  l: z.enum(PAGE_LANGUAGES),
  /** When the page was made, UTC epoch ms. */
  t: z.number().int(),
  n: z.string(),
  /** Where it is embedded. */
  p: z.string().optional(),
});

/** What is known of the page that somebody has sent. */
export interface Stamp {
  readonly language: PageLanguage;
  readonly nonce: string;
  /** The address of the page that the form is embedded in, as that page says. */
  readonly page: string | undefined;
  readonly version: number;
  /** `early`: faster than a person. `stale`: too old. `changed`: the form is another one by now. */
  readonly state: 'good' | 'early' | 'stale' | 'changed';
}

/** Signed notes on each page of a form: which version was shown, in which language, and when. Nothing is stored for them. */
export class FormStamps {
  constructor(
    private readonly signer: TokenSigner,
    private readonly clock: Clock,
  ) {}

  make({ id, version }: Form, language: PageLanguage, page: string | undefined): string {
    const [t, n] = [this.clock.now(), randomBytes(9).toString('base64url')];
    const stamp: z.infer<typeof content> = {
      f: id,
      v: version,
      l: language,
      t,
      n,
      ...(page !== undefined && { p: page }),
    };
    return this.signer.sign('form-page', stamp);
  }

  /** @returns undefined where it is none that was made for this form */
  read(form: Form, text: string): Stamp | undefined {
    const { data } = content.safeParse(this.signer.read('form-page', text));
    if (data?.f !== form.id) return undefined;
    const { l: language, n: nonce, p: page, v: version, t } = data;
    const age = this.clock.now() - t;
    const isInTime = age >= SHORTEST.milliseconds;
    const state =
      age > LONGEST.milliseconds ? 'stale' : version !== form.version ? 'changed' : isInTime ? 'good' : 'early';
    return { language, nonce, page, version, state };
  }
}
