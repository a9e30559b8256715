import { providerNamed } from '../../../../../packages/runtime/src/messages';
import { systemClock } from '../../../../../packages/runtime/src/shared';
import { startHttpServer } from '../../../../support/http-server';
import { reading, sms, smsConformance } from './sms-conformance';

const generic = providerNamed('sms', 'http');
const settings = (url: string) => ({
  url: `${url}/send`,
  headers: { authorization: 'Bearer {secret1}' },
  body: '{"to":"{toDigits}","sender":"{from}","message":"{text}","ref":"{id}"}',
  idPath: 'data.0.id',
  codePath: 'code',
  accepted: ['OK'],
  unsubscribed: ['STOP'],
  unreachable: ['LANDLINE'],
  misconfigured: ['LOGIN'],
  temporary: ['BUSY'],
  states: { DELIVRD: 'delivered', UNDELIV: 'failed' },
  reportId: 'smsId',
  secret1: 'secret',
});
const said = (code: string) => ({ body: { code } });

describe('a provider by HTTP', () => {
  smsConformance({
    definition: generic,
    settings,
    recipientOf: ({ body }) => JSON.parse(body).to,
    accept: (_call, count) => ({ body: { code: 'OK', data: [{ id: count }] } }),
    refusals: [
      { kind: 'unsubscribed', answer: said('STOP') },
      { kind: 'unreachable', answer: said('LANDLINE') },
      { kind: 'misconfigured', answer: said('LOGIN') },
      { kind: 'temporary', answer: said('BUSY') },
      { kind: 'permanent', answer: said('ELSE') },
      { kind: 'throttled', answer: { status: 429, headers: { 'retry-after': '7' } } },
    ],
  });

  test('gets texts with quotes and line breaks whole, and the secret in its header', async () => {
    const server = await startHttpServer(() => ({ body: { code: 'OK', data: [{ id: 'G1' }] } }));
    const provider = generic.create(settings(server.url), { clock: systemClock });
    const text = 'He said "{to}"\nand left\\';
    await expect(provider.send(sms({ text }))).resolves.toEqual({ providerMessageId: 'G1' });
    await provider.close();
    await server.close();
    expect(server.calls[0]?.headers.authorization).toBe('Bearer secret');
    expect(JSON.parse(server.calls[0]?.body ?? '')).toMatchObject({ message: text, to: '972502345678' });
  });

  test('can be called with everything in the address', async () => {
    const server = await startHttpServer(() => ({ body: 'fine' }));
    const simple = { url: `${server.url}/send?to={to}&text={text}`, method: 'GET' };
    const provider = generic.create(simple, { clock: systemClock });
    const message = sms();
    await expect(provider.send(message)).resolves.toEqual({ providerMessageId: message.id });
    await provider.close();
    await server.close();
    const { query } = server.calls[0] ?? {};
    expect([query?.get('to'), query?.get('text')]).toEqual(['+972502345678', 'שלום Anna']);
  });

  test('reports in its own words', () => {
    const report = reading(generic, settings('https://x.example'), { smsId: 'G1', status: 'DELIVRD' });
    expect(report.updates).toEqual([{ kind: 'delivery', providerMessageId: 'G1', state: 'delivered', at: 5 }]);
  });
});
