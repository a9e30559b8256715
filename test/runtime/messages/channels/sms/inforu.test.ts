import { providerNamed } from '../../../../../packages/runtime/src/messages';
import { systemClock } from '../../../../../packages/runtime/src/shared';
import { startHttpServer } from '../../../../support/http-server';
import { reading, sms, smsConformance } from './sms-conformance';

const inforu = providerNamed('sms', 'inforu');
const settings = (baseUrl: string) => ({ username: 'shop', token: 'secret', baseUrl });
const said = (StatusId: number) => ({ body: { StatusId, StatusDescription: 'no' } });

describe('InforU', () => {
  smsConformance({
    definition: inforu,
    settings,
    recipientOf: ({ body }) => `972${JSON.parse(body).Data.Recipients[0].Phone.slice(1)}`,
    accept: (_call, count) => ({ body: { StatusId: 1, StatusDescription: 'Success', RequestId: `R${count}` } }),
    refusals: [
      { kind: 'misconfigured', answer: said(-2) },
      { kind: 'misconfigured', answer: said(-231) },
      { kind: 'misconfigured', answer: { status: 401 } },
      { kind: 'permanent', answer: said(-18) },
      { kind: 'temporary', answer: { status: 500 } },
      { kind: 'throttled', answer: { status: 429, headers: { 'retry-after': '7' } } },
    ],
  });

  test('gets the number as Israel writes it, and where to report to', async () => {
    const server = await startHttpServer(() => ({ body: { StatusId: 1 } }));
    const provider = inforu.create(settings(server.url), { clock: systemClock });
    const message = sms({ callbackUrl: 'https://shop.example/hooks/1' });
    // It says no id of its own: ours will do, which it gives back in reports.
    await expect(provider.send(message)).resolves.toEqual({ providerMessageId: message.id });
    await provider.close();
    await server.close();
    expect(server.calls[0]).toMatchObject({ path: '/api/v2/SMS/SendSms' });
    expect(JSON.parse(server.calls[0]?.body ?? '')).toEqual({
      Data: {
        Message: 'שלום Anna',
        Recipients: [{ Phone: '0502345678', CustomerMessageID: message.id }],
        Settings: { Sender: 'SHOP', DeliveryNotificationUrl: 'https://shop.example/hooks/1' },
      },
    });
  });

  test('reports deliveries by our id, one or many', () => {
    const report = { PhoneNumber: '0502345678', Status: 'Delivered', CustomerMessageId: 'm1', dateTime: '2026-11-28' };
    const failed = { ...report, Status: -2, CustomerMessageId: 'm2', ReasonNotDelivered: 'No such number' };
    expect(reading(inforu, settings('https://x.example'), [report, failed]).updates).toEqual([
      { kind: 'delivery', messageId: 'm1', state: 'delivered', at: 5 },
      { kind: 'delivery', messageId: 'm2', state: 'failed', at: 5, reason: 'No such number' },
    ]);
    expect(reading(inforu, settings('https://x.example'), [{ ...report, Status: 'Pending' }]).updates).toEqual([]);
  });

  test('hands answers over with their number', () => {
    const [update] = reading(inforu, settings('https://x.example'), { Phone: '0502345678', Message: 'הסר' }).updates;
    expect(update).toMatchObject({ kind: 'reply', from: '+972502345678', text: 'הסר' });
  });
});
