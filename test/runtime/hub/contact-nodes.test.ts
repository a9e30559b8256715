import { databaseSettings, type DatabaseSettings } from '../../support/databases';
import { journeyOf, mail, onEvents, wait, type JourneyNode } from '../../support/journey';
import { openHttp, type Http } from '../../support/open-http';
import { openTestApp, type TestApp } from '../../support/open-test-app';
import { simulateEngine, type SimulatedEngine } from '../../support/simulated-engine';
import { simulate } from '../../support/simulate';

const update = (parameters: object, name = 'Update'): JourneyNode => ({
  name,
  type: 'n8n-nodes-aftercart.updateContact',
  parameters,
});
const consent = (parameters: object): JourneyNode => ({
  name: 'Consent',
  type: 'n8n-nodes-aftercart.updateConsent',
  parameters,
});
const isVip: JourneyNode = {
  name: 'VIP?',
  type: 'n8n-nodes-aftercart.splitByAttributes',
  parameters: {
    branches: { values: [{ name: 'VIP', conditions: { values: [{ about: 'tag', called: 'vip' }] } }] },
  },
};
const gold = {
  attributes: { values: [{ name: 'tier', value: 'gold' }] },
  addTags: 'vip',
  joinLists: 'Customers',
  createMissing: true,
  fields: { locale: 'he' },
};

describe.each(databaseSettings())('a journey that changes its contact, on %s', (_name, make) => {
  let app: TestApp;
  let settings: DatabaseSettings;
  beforeEach(async () => {
    settings = await make();
    app = await openTestApp(settings.env);
  }, 60_000);
  afterEach(async () => {
    await app.close();
    await settings.drop();
  });

  const cartOf = async (email: string) => {
    const { contact } = await app.writer.upsert(1, { email, locale: 'en' });
    await app.database.write((tx) =>
      app.publish(tx, {
        workspace: 1,
        type: 'cart.updated',
        contact: contact.id,
        payload: { contact: { ...contact } },
      }),
    );
    return contact.id;
  };
  const TYPES = "SELECT type FROM event WHERE contact = ? AND type <> 'contact.created' ORDER BY id";
  const typesOf = async (contact: number) =>
    (await app.database.all<{ type: string }>(TYPES, [contact])).map(({ type }) => type);

  test('the nodes that follow in the same stretch see the change, and its events begin other journeys, once', async () => {
    const other = await app.activate([onEvents('list.joined'), { name: 'Told', type: 'n8n-nodes-base.noOp' }]);
    const journey = await app.activate([onEvents('cart.updated'), update(gold), isVip, mail('Hello')]);
    const id = await cartOf('dana@shop.example');
    const execution = await app.execution(journey, ({ status }) => status === 'success');
    expect(await app.pathOf(execution)).toEqual(['On event', 'Update', 'VIP?', 'Mail']);
    await app.execution(other, ({ status }) => status === 'success');
    expect(await typesOf(id)).toEqual(['cart.updated', 'contact.updated', 'tag.added', 'list.joined']);
    const detail = await app.contacts.detail(1, id);
    expect(detail).toMatchObject({ locale: 'he', attributes: { tier: 'gold' }, tags: ['vip'] });
    expect(detail.lists).toMatchObject([{ name: 'Customers' }]);
  });

  test('a contact who is as they are to be is told of to nobody', async () => {
    const journey = await app.activate([onEvents('cart.updated'), update(gold), update(gold, 'Again')]);
    const id = await cartOf('noa@shop.example');
    await app.execution(journey, ({ status }) => status === 'success');
    expect(await typesOf(id)).toEqual(['cart.updated', 'contact.updated', 'tag.added', 'list.joined']);
  });

  test('a contact whose journey ends by its own change is sent nothing by it any more', async () => {
    const journey = await app.activate([onEvents('cart.updated'), update(gold), mail('Too late'), wait(1, 'days')], {
      exitOn: ['tag.added'],
    });
    const id = await cartOf('maya@shop.example');
    await app.execution(journey, ({ status }) => status !== 'new' && status !== 'waiting');
    expect(await typesOf(id)).toContain('tag.added');
    expect(await app.database.all("SELECT id FROM message WHERE status <> 'skipped'")).toEqual([]);
  });

  test('what is missing is an error, where nothing lets the node create it', async () => {
    const list = await app.activate([onEvents('cart.updated'), update({ joinLists: 'Nowhere' })]);
    const field = await app.activate([
      onEvents('cart.updated'),
      update({ attributes: { values: [{ name: 'nothing', value: 'x' }] } }),
    ]);
    await cartOf('tal@shop.example');
    const failed = ({ status }: { status: string }) => status === 'error';
    expect((await app.execution(list, failed)).error).toContain('There is no list "Nowhere"');
    expect((await app.execution(field, failed)).error).toContain('There is no attribute "nothing"');
  });

  test('a consent that a journey concludes is in the ledger once, and undoes no withdrawal', async () => {
    const granted = { status: 'granted', basis: 'explicit', wording: 'Yes', channels: ['email'] };
    const journey = await app.activate([onEvents('cart.updated'), consent(granted)]);
    const id = await cartOf('lia@shop.example');
    const { id: execution } = await app.execution(journey, ({ status }) => status === 'success');
    const entries = () =>
      app.database.all('SELECT status, basis, source, wording, proof FROM consent_entry WHERE contact = ?', [id]);
    const [entry, ...more] = await entries();
    expect(more).toEqual([]);
    expect(entry).toMatchObject({ status: 'granted', basis: 'explicit', source: 'journey', wording: 'Yes' });
    expect(JSON.parse((entry as { proof: string }).proof)).toMatchObject({ execution, node: 'Consent' });
    expect(await typesOf(id)).toEqual(['cart.updated', 'consent.granted']);

    await app.consents.record(1, id, {
      ...{ channel: 'email', purpose: 'promotional', status: 'withdrawn', basis: 'explicit', source: 'api' },
    });
    await cartOf('lia@shop.example');
    await app.until(entries, ({ length }) => length === 3);
    const [state] = await app.database.all('SELECT status FROM consent WHERE contact = ?', [id]);
    expect(state).toEqual({ status: 'withdrawn' });
  });
});

// On Postgres the next process has to wait until the leases of the dead one run out.
describe('a server that dies while a journey changes its contact', () => {
  const granted = { status: 'granted', basis: 'explicit', wording: 'Yes' };
  const journey = journeyOf([onEvents('order.placed'), update(gold), consent(granted), isVip, mail('Hello')]);
  let engine: SimulatedEngine;
  beforeAll(async () => (engine = await simulateEngine(journey)), 60_000);
  afterAll(async () => await engine.close());

  test('has changed them and told of it once, whenever it dies', async () => {
    for (const death of ['before the commit', 'after the commit'] as const) {
      for (let write = 0; write < 7; write += 1) {
        await engine.forget();
        const now = engine.clock.now();
        const row = `INSERT INTO contact (id, workspace, email, attributes, created_at, updated_at)
          VALUES (1, 1, 'dana@shop.example', '{}', ?, ?)`;
        await engine.database.write((tx) => tx.run(row, [now, now]));
        engine.dieAt(write, death);
        await engine.tell({ type: 'order.placed', contact: 1, key: `${death} ${write}` });
        await engine.settle();
        const events = await engine.database.all<{ type: string }>('SELECT type FROM event ORDER BY id');
        expect(events.map(({ type }) => type)).toEqual([
          ...['order.placed', 'contact.updated', 'tag.added', 'list.joined', 'consent.granted'],
        ]);
        expect(await engine.database.all('SELECT node, status FROM execution')).toEqual([
          { node: 'Mail', status: 'success' },
        ]);
        expect(await engine.database.all('SELECT status FROM consent_entry')).toEqual([{ status: 'granted' }]);
        expect(await engine.database.all('SELECT id FROM message')).toHaveLength(1);
      }
    }
  }, 120_000);
});

test('a simulation shows what a journey makes of its contact, with fields and lists that nobody has made', async () => {
  const workflow = journeyOf([onEvents('order.placed'), update(gold), isVip, mail('Hello')]);
  const simulation = await simulate(workflow, {
    given: { contact: { firstName: 'Anna', locale: 'en' } },
    when: [{ at: 'day 0 10:00', buys: { sku: 'MUG-1', total: 40 } }],
    until: '2 days',
  });
  expect(simulation.contact).toMatchObject({ tags: ['vip'], lists: ['Customers'], attributes: { tier: 'gold' } });
  expect(simulation.messages).toMatchObject([{ node: 'Mail' }]);
});

describe('the nodes of a stock n8n', () => {
  let http: Http;
  beforeAll(async () => (http = await openHttp()), 60_000);
  afterAll(async () => await http.close());

  const nothing = { fields: {}, attributes: [], addTags: [], removeTags: [], joinLists: [], leaveLists: [] };

  test('change a contact once, however often they are tried', async () => {
    await http.api('POST', '/contacts', { email: 'dana@shop.example' });
    const attributes = [{ name: 'visits', value: '1,5', type: 'number' }];
    const request = {
      ...{ ...nothing, contact: { email: 'DANA@shop.example' }, attributes, addTags: [' vip '] },
      ...{ createMissing: true, itemIndex: 0 },
    };
    const first = await http.api('POST', '/hub/contacts', request);
    expect(first).toMatchObject({
      status: 200,
      body: { contact: { attributes: { visits: 1.5 } }, changed: ['attributes.visits', 'tag +vip'] },
    });
    expect((await http.api('POST', '/hub/contacts', request)).body.changed).toEqual([]);
    const back = { ...request, attributes: [{ ...attributes[0], value: null }], addTags: [], removeTags: ['vip'] };
    expect((await http.api('POST', '/hub/contacts', back)).body.changed).toEqual(['attributes.visits', 'tag -vip']);
    const unknown = { ...request, contact: { email: 'nobody@shop.example' } };
    expect((await http.api('POST', '/hub/contacts', unknown)).body.code).toBe('CONTACT_NOT_FOUND');
  });

  test('record a consent once for each key, and never without a basis', async () => {
    const { body: contact } = await http.api('POST', '/contacts', { email: 'noa@shop.example' });
    const said = { channels: ['email', 'sms'], purpose: 'promotional', status: 'granted', source: 'form' };
    const request = { contact: { id: contact.id }, ...said, itemIndex: 0, idempotencyKey: 'n8n:1' };
    expect((await http.api('POST', '/hub/consents', request)).body.code).toBe('CONSENT_INVALID');
    const based = { ...request, basis: 'explicit' };
    expect((await http.api('POST', '/hub/consents', based)).body.code).toBe('CONSENT_INVALID');
    const whole = { ...based, wording: 'Yes, send me offers' };
    for (let time = 1; time <= 2; time += 1) {
      expect(await http.api('POST', '/hub/consents', whole)).toMatchObject({
        status: 200,
        body: [
          { channel: 'email', status: 'granted' },
          { channel: 'sms', status: 'granted' },
        ],
      });
    }
    const { body } = await http.api('GET', `/contacts/${contact.id}/consents`);
    expect(body.ledger).toHaveLength(2);
  });
});
