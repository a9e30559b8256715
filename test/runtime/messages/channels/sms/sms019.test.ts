import { providerNamed } from '../../../../../packages/runtime/src/messages';
import { systemClock } from '../../../../../packages/runtime/src/shared';
import { startHttpServer } from '../../../../support/http-server';
import { sms, smsConformance } from './sms-conformance';

const sms019 = providerNamed('sms', '019');
const settings = (baseUrl: string) => ({ username: 'shop', token: 'secret', baseUrl });
const said = (status: number) => ({ body: { status, message: 'no' } });

describe('019SMS', () => {
  smsConformance({
    definition: sms019,
    settings,
    recipientOf: ({ body }) => `972${JSON.parse(body).sms.destinations.phone[0]._.slice(1)}`,
    accept: (_call, count) => ({ body: { status: 0, message: 'SMS will be sent', shipment_id: `S${count}` } }),
    refusals: [
      { kind: 'misconfigured', answer: said(3) },
      { kind: 'permanent', answer: said(933) },
      { kind: 'temporary', answer: said(998) },
      { kind: 'throttled', answer: { status: 429, headers: { 'retry-after': '7' } } },
    ],
  });

  test('does not get what is longer than it takes', async () => {
    const server = await startHttpServer(() => ({ body: { status: 0, shipment_id: 'S1' } }));
    const provider = sms019.create(settings(server.url), { clock: systemClock });
    await expect(provider.send(sms({ text: 'a'.repeat(1_006) }))).rejects.toMatchObject({ code: 'PROVIDER_PERMANENT' });
    expect(server.calls).toEqual([]);
    await provider.send(sms({ from: '+972502345678', text: 'a'.repeat(1_005) }));
    await provider.close();
    await server.close();
    expect(server.calls[0]?.headers.authorization).toBe('Bearer secret');
    expect(JSON.parse(server.calls[0]?.body ?? '').sms).toMatchObject({
      source: '0502345678',
      user: { username: 'shop' },
    });
  });
});
