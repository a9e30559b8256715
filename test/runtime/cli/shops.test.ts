import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import '../../support/load-natively';
import { KEYS, recordedShop, startFakeWooCommerce, type FakeWooCommerce } from '../../support/fake-woocommerce';
import { freePort } from '../../support/free-port';
import { openTestApp } from '../../support/open-test-app';
import { runCommand } from '../../support/run-command';

jest.setTimeout(60_000);

let fake: FakeWooCommerce;
let data: string;
beforeEach(async () => {
  fake = await startFakeWooCommerce(recordedShop());
  data = mkdtempSync(path.join(tmpdir(), 'aftercart-shops-'));
});
afterEach(async () => {
  await fake.close();
  rmSync(data, { recursive: true, force: true });
});

const SHOP = { type: 'woocommerce', name: 'Olives', ...KEYS };

test('an operator imports a shop and sees how it fares, with and without a server', async () => {
  const env = {
    AFTERCART_DATA: data,
    AFTERCART_SHOP_CALLS_PER_SECOND: '100',
    AFTERCART_LOG_LEVEL: 'silent',
    AFTERCART_PORT: String(await freePort()),
  };
  const run = async (...argv: string[]) => await runCommand(['shops', ...argv], env);
  const app = await openTestApp(env);
  const { id } = (await app.api('POST', '/shops', { ...SHOP, url: fake.url })).body as { id: string };
  const tested = await run('test', `--id=${id}`);
  expect([tested.exitCode, JSON.parse(tested.output)]).toEqual([0, expect.objectContaining({ ok: true })]);
  await app.close();

  const imported = await run('import', `--id=${id}`);
  expect(imported).toMatchObject({ exitCode: 0, complaints: '' });
  expect(JSON.parse(imported.output)).toMatchObject({
    status: 'done',
    resources: [{ done: 2 }, { done: 4 }, { done: 3 }],
  });
  const listed = JSON.parse((await run('list')).output) as Array<{ id: string; health: object }>;
  expect(listed.find((each) => each.id === id)).toMatchObject({ health: { status: 'ok' }, import: { status: 'done' } });
  expect(JSON.parse((await run('show', `--id=${id}`)).output)).toMatchObject({ name: 'Olives', setAside: [] });

  fake.interrupt = () => ({ status: 401, body: { code: 'woocommerce_rest_authentication_error', message: 'No.' } });
  const refused = await run('test', `--id=${id}`);
  expect([refused.exitCode, refused.complaints]).toEqual([1, expect.stringMatching(/^SHOP_KEY_WRONG: /)]);
  expect((await run('show')).exitCode).toBe(2);
  expect((await run('show', '--id=nobody')).complaints).toMatch(/^SHOP_NOT_FOUND: /);
});
