import { createServer, type AddressInfo } from 'node:net';

import { generateVAPIDKeys } from 'web-push';

import { providerNamed, type OutgoingPush } from '../../../../../packages/runtime/src/messages';
import { milliseconds, systemClock } from '../../../../../packages/runtime/src/shared';
import { startPushService } from '../../../../support/push-service';
import { providerConformance } from '../provider-conformance';

const webpush = providerNamed('push', 'webpush');
const settings = generateVAPIDKeys();

const push = (targets: OutgoingPush['targets'], changes: Partial<OutgoingPush> = {}): OutgoingPush => ({
  id: '6f1f4c36-3a3c-4bb0-9a77-0d9f7c1b2a10',
  from: 'mailto:shop@shop.example',
  to: '',
  targets,
  timeToLive: { seconds: 3_600 },
  ...changes,
});

async function start(timeout = milliseconds(20_000)) {
  const service = await startPushService();
  const gone: string[] = [];
  const forgetDevices = async (ids: readonly string[]): Promise<void> => void gone.push(...ids);
  const create = (within = timeout) => webpush.create(settings, { clock: systemClock, timeout: within, forgetDevices });
  const target = (name: string): OutgoingPush['targets'][number] => {
    const { endpoint, keys } = service.subscribe(name);
    return { device: name, endpoint, keys, payload: JSON.stringify({ title: 'שלום', to: name }) };
  };
  return { service, gone, create, target };
}

describe('web push', () => {
  providerConformance<OutgoingPush>(async () => {
    const { service, create, target } = await start();
    const provider = create();
    const impatient = create(milliseconds(300));
    const statuses: Record<string, number> = {
      later: 500,
      full: 429,
      gone: 410,
      never: 404,
      large: 413,
      stranger: 403,
    };
    service.answer = (name) => (name === 'hung' ? undefined : { status: statuses[name] ?? 201 });
    const to = (...names: string[]) => push(names.map(target), { to: names.join() });
    const nowhere = { ...target('nowhere'), endpoint: `http://127.0.0.1:${await closedPort()}/push/nowhere` };
    return {
      provider,
      message: (id) => push([target(`browser-${id}`)], { id: `${id}-3a3c-4bb0`.slice(0, 32) }),
      accepted: () => service.pushed.length,
      failures: [
        { kind: 'silent', message: to('hung'), provider: impatient },
        { kind: 'silent', message: to('gone', 'hung'), provider: impatient },
        { kind: 'refused', message: push([nowhere]) },
        { kind: 'temporary', message: to('later') },
        { kind: 'temporary', message: to('gone', 'full') },
        { kind: 'permanent', message: to('large') },
        { kind: 'permanent', message: to('stranger') },
        { kind: 'unreachable', message: to('gone', 'never') },
      ],
      async close() {
        expect(service.errors).toEqual([]);
        await provider.close();
        await impatient.close();
        await service.close();
      },
    };
  });

  test('each browser decrypts what is meant for it, and the service reads who sent it', async () => {
    const { service, create, target } = await start();
    const provider = create();
    await provider.send(push([target('phone'), target('laptop')]));
    await provider.close();
    await service.close();
    expect(service.errors).toEqual([]);
    expect(
      service.pushed.map(({ payload }) => payload).sort((a, b) => String(a.to).localeCompare(String(b.to))),
    ).toEqual([
      { title: 'שלום', to: 'laptop' },
      { title: 'שלום', to: 'phone' },
    ]);
    expect(service.pushed[0]).toMatchObject({
      headers: { ttl: '3600', 'content-encoding': 'aes128gcm', topic: '6f1f4c363a3c4bb09a770d9f7c1b2a10' },
      claims: { aud: service.url, sub: 'mailto:shop@shop.example', key: settings.publicKey },
    });
  });

  test('a browser that is gone is forgotten, and the others get the message', async () => {
    const { service, gone, create, target } = await start();
    service.answer = (name) => ({ status: name === 'old' ? 410 : 201 });
    const provider = create();
    await provider.send(push([target('old'), target('new')]));
    await provider.close();
    await service.close();
    expect(service.pushed.map(({ name }) => name)).toEqual(['new']);
    expect(gone).toEqual(['old']);
  });

  test('a service that wants a pause is not called before it is over', async () => {
    const { service, gone, create, target } = await start();
    service.answer = () => ({ status: 429, headers: { 'retry-after': '600' } });
    const provider = create();
    const temporary = { code: 'PROVIDER_TEMPORARY', isAnswer: true, retryAfter: undefined };
    await expect(provider.send(push([target('one')]))).rejects.toMatchObject(temporary);
    await expect(provider.send(push([target('two')]))).rejects.toMatchObject(temporary);
    await provider.close();
    await service.close();
    expect(service.calls).toBe(1);
    expect(gone).toEqual([]);
  });

  test('the settings are keys of P-256', () => {
    expect(() => webpush.create({ publicKey: 'x', privateKey: settings.privateKey }, { clock: systemClock })).toThrow(
      'publicKey: is an uncompressed point',
    );
    expect(webpush.secrets).toEqual(['privateKey']);
  });
});

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
