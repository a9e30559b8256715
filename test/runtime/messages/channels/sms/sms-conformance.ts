import type { OutgoingSms } from '../../../../../packages/runtime/src/messages';
import { httpConformance, type HttpProviderCase } from '../http-conformance';

/** How to play one provider of text messages. */
export type SmsProviderCase = HttpProviderCase<OutgoingSms>;

export const sms = (changes: Partial<OutgoingSms> = {}): OutgoingSms => ({
  id: '6f1f4c36-3a3c-4bb0-9a77-0d9f7c1b2a10',
  from: 'SHOP',
  to: '+972502345678',
  text: 'שלום Anna',
  ...changes,
});

/** Runs the conformance suite, with every accident that HTTP knows. Call it inside a `describe`. */
export const smsConformance = (provider: SmsProviderCase): void => httpConformance(provider, sms);
