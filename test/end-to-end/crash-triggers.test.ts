import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { randomFrom } from '../support/crash/random';
import { read, readAll } from '../support/crash/read-all';
import { SendMessages } from '../support/crash/send-messages';
import { journeyOf, type JourneyNode } from '../support/journey';
import { serverProcess, type ServerProcess } from '../support/server-process';

jest.setTimeout(300_000);

const KILLS = Number(process.env.AFTERCART_TEST_KILLS ?? 5);
const SEED = Number(process.env.AFTERCART_TEST_SEED ?? Date.now() % 1_000_000);
const CONTACTS = 120;
const LONGEST_END = 60_000;
const TODAY = new Date().toISOString().slice(0, 10);

const done: JourneyNode = { name: 'Done', type: 'n8n-nodes-base.noOp' };
const on = (type: string, parameters: object): object =>
  journeyOf([{ name: 'Trigger', type: `n8n-nodes-aftercart.${type}`, parameters }, done]);

describe('a server that is killed while triggers are at work', () => {
  let server: ServerProcess;
  let list: string;
  let secretKey: string;
  const contacts: number[] = [];

  beforeAll(async () => {
    server = await serverProcess({ AFTERCART_LOG_LEVEL: 'warn' });
    await ask('POST', '/attributes', { name: 'renewal', type: 'date' });
    list = (await ask('POST', '/lists', { name: 'VIP' })).id;
    const settings = { allowedOrigins: ['https://shop.example'], consent: 'none', currency: 'EUR' };
    secretKey = (await ask('POST', '/sites', { name: 'Olive & Co', settings })).secretKey;
  });
  afterAll(async () => await server.close());

  test(`every cart, date, member and visitor begins one journey (${KILLS} kills, seed ${SEED})`, async () => {
    const cart = await activate(on('abandonedCartTrigger', { idle: 6, idleUnit: 'hours' }));
    const reached = { date: 'attribute', attribute: 'renewal', timeOfDay: '00:00', options: { lateHours: 48 } };
    const date = await activate(on('dateTrigger', reached));
    const site = await activate(on('eventTrigger', { events: ['form.submitted'] }));
    for (let number = 0; number < CONTACTS; number++) {
      const attributes = { renewal: `2020-${TODAY.slice(5)}` };
      const { id } = await ask('POST', '/contacts', { email: `c${number}@example.com`, attributes });
      await ask('PUT', `/lists/${list}/contacts/${id}`);
      contacts.push(id);
    }
    const messages = new SendMessages(`${server.url}/v1/batch`, secretKey);
    const product = { product_id: '7', sku: 'OIL', name: 'Oil', price: 12.5, quantity: 2 };
    for (let number = 0; number < CONTACTS; number++) {
      await messages.send(`cart-${number}`, `c${number}@example.com`, 'Product Added', product);
    }
    const members = await activate(on('listSegmentTrigger', { lists: list, members: 'also', count: 3_000 }));

    // Hours and months pass while the server is down: all of it is due when it is up again.
    await server.kill();
    passTime();
    await server.start();
    const random = randomFrom(SEED);
    const sending = (async () => {
      for (let number = 0; number < CONTACTS; number++) {
        await messages.send(`form-${number}`, `c${number}@example.com`, 'Form Submitted', { form_id: 'f1' });
        await pause(20);
      }
    })();
    for (let kill = 0; kill < KILLS; kill++) {
      await pause(random() * 600);
      await server.kill();
      await server.start();
    }
    await sending;

    await untilEntered([cart, date, site, members]);
    for (const [name, workflow] of Object.entries({ cart, date, site, members })) {
      const executions = await readAll(server, `/executions?workflowId=${workflow}`);
      const entered = executions.map(({ contactId }) => contactId as number).sort((one, other) => one - other);
      expect([name, entered]).toEqual([name, contacts]);
      expect(new Set(executions.map(({ status }) => status as string))).toEqual(new Set(['success']));
    }
    const { data } = (await read(server, `/intakes?workflowId=${members}`)).body;
    expect(data).toMatchObject([{ status: 'done', total: CONTACTS, entered: CONTACTS, waiting: 0 }]);
    for (const type of ['cart.abandoned', 'date.reached', 'form.submitted', 'list.member']) {
      expect([type, (await readAll(server, `/events?type=${type}`)).length]).toEqual([type, CONTACTS]);
    }
  });

  async function ask(method: string, route: string, body?: unknown): Promise<any> {
    const answer = await server.api(method, route, body);
    if (answer.status >= 400) throw new Error(`${method} ${route}: ${JSON.stringify(answer)}`);
    return answer.body;
  }

  async function activate(document: object): Promise<string> {
    const { id } = await ask('POST', '/workflows', document);
    await ask('POST', `/workflows/${id}/activate`);
    return id as string;
  }

  /** Carts were left long ago, and the date that comes next is that of this morning. */
  function passTime(): void {
    const file = new DatabaseSync(path.join(server.data, 'aftercart.sqlite'));
    for (const [table, dueAt] of Object.entries({ watch: Date.now(), date_due: Date.parse(TODAY) })) {
      const { changes } = file.prepare(`UPDATE ${table} SET due_at = ?`).run(dueAt);
      expect([table, Number(changes)]).toEqual([table, CONTACTS]);
    }
    file.close();
  }

  /** Nobody is left who could enter, and a while later nobody has entered twice. */
  async function untilEntered(workflows: readonly string[]): Promise<void> {
    const deadline = Date.now() + LONGEST_END;
    for (const workflow of workflows) {
      const count = async () =>
        (await readAll(server, `/executions?workflowId=${workflow}`)).filter(({ finished }) => finished).length;
      while ((await count()) < CONTACTS && Date.now() < deadline) await pause(200);
    }
    await pause(5_500); // sweeps look every five seconds
  }
});

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
