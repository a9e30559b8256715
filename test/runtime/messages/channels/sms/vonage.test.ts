import { providerNamed } from '../../../../../packages/runtime/src/messages';
import { systemClock } from '../../../../../packages/runtime/src/shared';
import { startHttpServer } from '../../../../support/http-server';
import { reading, sms, smsConformance } from './sms-conformance';

const vonage = providerNamed('sms', 'vonage');
const settings = (baseUrl: string) => ({ apiKey: 'key', apiSecret: 'secret', baseUrl });
const said = (status: string) => ({ body: { messages: [{ status, 'error-text': 'no' }] } });

describe('Vonage', () => {
  smsConformance({
    definition: vonage,
    settings,
    recipientOf: ({ body }) => JSON.parse(body).to,
    accept: (_call, count) => ({ body: { messages: [{ status: '0', 'message-id': `V${count}` }] } }),
    refusals: [
      { kind: 'misconfigured', answer: said('4') },
      { kind: 'unreachable', answer: said('7') },
      { kind: 'permanent', answer: said('12') },
      { kind: 'temporary', answer: said('1') },
      { kind: 'throttled', answer: { status: 429, headers: { 'retry-after': '7' } } },
    ],
  });

  test('is told that a Hebrew text is Unicode', async () => {
    const server = await startHttpServer(() => ({ body: { messages: [{ status: '0', 'message-id': 'V1' }] } }));
    const provider = vonage.create(settings(server.url), { clock: systemClock });
    await provider.send(sms());
    await provider.send(sms({ text: 'Hello' }));
    await provider.close();
    await server.close();
    expect(server.calls.map(({ body }) => JSON.parse(body).type)).toEqual(['unicode', 'text']);
  });

  test('tells of deliveries and hands answers over', () => {
    const read = (body: object) => reading(vonage, settings('https://x.example'), body).updates;
    expect(read({ messageId: 'V1', status: 'delivered', 'client-ref': 'm1' })).toEqual([
      { kind: 'delivery', providerMessageId: 'V1', messageId: 'm1', state: 'delivered', at: 5 },
    ]);
    expect(read({ messageId: 'I1', msisdn: '972502345678', to: '97250', text: 'stop' })).toEqual([
      { kind: 'reply', id: 'I1', from: '+972502345678', to: '97250', text: 'stop', at: 5 },
    ]);
  });
});
