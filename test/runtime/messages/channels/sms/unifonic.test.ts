import { providerNamed } from '../../../../../packages/runtime/src/messages';
import { systemClock } from '../../../../../packages/runtime/src/shared';
import { startHttpServer } from '../../../../support/http-server';
import { reading, sms, smsConformance } from './sms-conformance';

const unifonic = providerNamed('sms', 'unifonic');
const settings = (baseUrl: string) => ({ appSid: 'secret', baseUrl });
const said = (errorCode: string) => ({ status: 400, body: { success: false, message: 'no', errorCode } });

describe('Unifonic', () => {
  smsConformance({
    definition: unifonic,
    settings,
    recipientOf: ({ body }) => new URLSearchParams(body).get('Recipient') ?? '',
    accept: (_call, count) => ({ body: { success: true, errorCode: 'ER-00', data: { MessageID: count } } }),
    refusals: [
      { kind: 'misconfigured', answer: said('ER-01') },
      { kind: 'unreachable', answer: said('ER-482') },
      { kind: 'permanent', answer: said('ER-483') },
      { kind: 'temporary', answer: { status: 500 } },
      { kind: 'throttled', answer: { status: 429, headers: { 'retry-after': '7' } } },
    ],
  });

  test('gets the number without a plus and our id, and reports by both ids', async () => {
    const server = await startHttpServer(() => ({ body: { success: true, data: { MessageID: 7 } } }));
    const provider = unifonic.create(settings(server.url), { clock: systemClock });
    const message = sms({ callbackUrl: 'https://shop.example/hooks/1' });
    await expect(provider.send(message)).resolves.toEqual({ providerMessageId: '7' });
    await provider.close();
    await server.close();
    expect(Object.fromEntries(new URLSearchParams(server.calls[0]?.body))).toMatchObject({
      ...{ AppSid: 'secret', SenderID: 'SHOP', Recipient: '972502345678', CorrelationID: message.id },
      statusCallback: 'https://shop.example/hooks/1',
    });
    expect(reading(unifonic, settings('https://x.example'), { MessageID: 7, status: 'Delivered' }).updates).toEqual([
      { kind: 'delivery', providerMessageId: '7', state: 'delivered', at: 5 },
    ]);
  });
});
