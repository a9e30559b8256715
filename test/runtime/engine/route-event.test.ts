import { done, mail, onEvents, wait } from '../../support/journey';
import { openTestApp, type TestApp } from '../../support/open-test-app';
import { recording } from '../../support/woocommerce-recordings';

const ORDER = '030';
const COMPLETED = '032';
const PARTIAL_REFUND = '034';

describe('what an event of a shop does', () => {
  let app: TestApp;
  beforeEach(async () => (app = await openTestApp()));
  afterEach(async () => await app.close());

  test('it enters each journey that waits for it, with its contact and its data', async () => {
    const first = await app.activate([onEvents('order.placed'), done]);
    const second = await app.activate([onEvents('order.first_purchase', 'order.completed'), done]);
    const other = await app.activate([onEvents('order.refunded'), done]);
    await app.post(recording(ORDER));
    for (const journey of [first, second]) {
      const execution = await app.execution(journey, ({ status }) => status === 'success');
      expect(execution).toMatchObject({ contact: 1, mode: 'trigger', node: 'Done' });
    }
    expect(await app.executionsOf(other)).toEqual([]);
  });

  test('the same event enters a journey once, however often the shop tells it', async () => {
    const journey = await app.activate([onEvents('order.placed'), done]);
    const order = recording(ORDER);
    for (let times = 0; times < 3; times += 1) {
      await app.post({ ...order, headers: { ...order.headers, 'x-wc-webhook-id': String(times) } });
    }
    await app.execution(journey, ({ status }) => status === 'success');
    expect(await app.executionsOf(journey)).toHaveLength(1);
  });

  test('a contact whose journey ends on a refund leaves it in mid-wait and gets no mail', async () => {
    const journey = await app.activate([onEvents('order.placed'), wait(1, 'hours'), mail('Hello')], {
      exitOn: ['order.refunded'],
    });
    await app.post(recording(ORDER));
    await app.execution(journey, ({ status }) => status === 'waiting');
    await app.post(recording(COMPLETED));
    expect((await app.executionsOf(journey))[0]).toMatchObject({ status: 'waiting' });
    await app.post(recording(PARTIAL_REFUND));
    const left = await app.execution(journey, ({ status }) => status === 'canceled');
    expect(left).toMatchObject({ wakeAt: null, error: expect.stringContaining('order.refunded') });
    expect(await app.database.all('SELECT id FROM message')).toEqual([]);
  });

  test('an event that ends a journey and begins it leaves the contact in the new round', async () => {
    const journey = await app.activate([onEvents('order.placed', 'order.completed'), wait(1, 'hours'), done], {
      exitOn: ['order.completed'],
    });
    await app.post(recording(ORDER));
    await app.execution(journey, ({ status }) => status === 'waiting');
    await app.post(recording(COMPLETED));
    const both = await app.until(
      () => app.executionsOf(journey),
      ([latest]) => latest?.status === 'waiting',
    );
    expect(both.map(({ status }) => status)).toEqual(['waiting', 'canceled']);
  });

  test('a contact in flight stays on the version that they entered by', async () => {
    const journey = await app.activate([onEvents('order.placed'), wait(1, 'seconds'), mail('The first version')]);
    await app.post(recording(ORDER));
    await app.execution(journey, ({ status }) => status === 'waiting');
    const { nodes, ...draft } = await app.workflows.get(1, journey);
    const changed = JSON.parse(
      JSON.stringify(nodes).replaceAll('The first version', 'The second version'),
    ) as typeof nodes;
    await app.workflows.update(1, journey, { ...draft, active: true, nodes: changed });
    await app.live.activate(1, journey);
    await app.execution(journey, ({ status }) => status === 'success');
    expect(await app.database.all('SELECT subject FROM message')).toEqual([{ subject: 'The first version' }]);
  });

  test('what a journey that was ended in mid-run wanted to send is not sent', async () => {
    const journey = await app.activate([
      onEvents('order.placed'),
      {
        name: 'Slow',
        type: 'n8n-nodes-base.code',
        typeVersion: 2,
        parameters: { jsCode: 'await new Promise((r) => setTimeout(r, 1500)); return $input.all();' },
      },
      mail('Too late'),
    ]);
    await app.post(recording(ORDER));
    const [running] = await app.until(
      () => app.executionsOf(journey),
      ([first]) => first?.status === 'running',
    );
    await app.api('POST', `/executions/${running?.id}/stop`);
    await app.until(
      async () => app.engine.inHand.size,
      (inHand) => inHand === 0,
    );
    expect(await app.executionsOf(journey)).toMatchObject([{ status: 'canceled', error: 'Stopped by an operator' }]);
    expect(await app.database.all('SELECT id FROM message')).toEqual([]);
  });
});
