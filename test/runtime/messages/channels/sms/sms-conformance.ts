import type { CallbackReading, OutgoingSms, ProviderDefinition } from '../../../../../packages/runtime/src/messages';
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

/** What a provider reads in a JSON body that it is sent at instant 5. */
export function reading(definition: ProviderDefinition<OutgoingSms>, settings: object, body: object): CallbackReading {
  const request = {
    method: 'POST' as const,
    url: 'https://shop.example/hooks/messages/1/token',
    headers: { 'content-type': 'application/json' },
    rawBody: Buffer.from(JSON.stringify(body)),
    receivedAt: 5,
  };
  const read = definition.readCallback?.(request, settings);
  if (!read) throw new Error(`${definition.name} tells nothing`);
  return read;
}
