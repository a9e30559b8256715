import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { days, hours } from '../../../../packages/runtime/src/shared';
import { databaseSettings } from '../../../support/databases';
import { mail, onEvents, wait, waitFor } from '../../../support/journey';
import { startJourneys, type TestJourneys } from '../../../support/start-journeys';

jest.setTimeout(120_000);

describe.each(databaseSettings())('merging contacts who are in journeys, on %s', (_name, makeSettings) => {
  let journeys: TestJourneys;
  let drop: () => Promise<void>;

  beforeEach(async () => {
    const settings = await makeSettings();
    drop = settings.drop;
    journeys = await startJourneys({ env: settings.env });
  });
  afterEach(async () => {
    await journeys.close();
    await drop();
  });

  const upsert = async (request: object) => (await journeys.writer.upsert(1, request)).contact.id;

  test('who waits goes on as the survivor and gets each mail once', async () => {
    const { activate, happens, advance, writer, database, mails } = journeys;
    await activate([
      onEvents('order.placed'),
      wait(2, 'hours'),
      mail('First'),
      { ...wait(3, 'hours'), name: 'Wait 2' },
      mail('Second', 'Mail 2'),
    ]);
    const anna = await upsert({ email: 'anna@shop.example' });
    const visitor = await upsert({ anonymousId: 'browser-1' });
    await happens('order.placed', visitor);
    await advance(hours(1));
    await writer.merge(1, anna, visitor);
    await advance(days(1));
    expect(await mails()).toEqual(['First: sent', 'Second: sent']);
    expect(await database.all('SELECT DISTINCT contact, recipient FROM message')).toEqual([
      { contact: anna, recipient: 'anna@shop.example' },
    ]);
  });

  test('who waits for an event is woken by what happens to the survivor, once', async () => {
    const { activate, happens, advance, writer, mails, database, roundsOf } = journeys;
    const id = await activate([onEvents('order.placed'), waitFor('order.paid'), mail('Thank you')]);
    const anna = await upsert({ email: 'anna@shop.example' });
    const guest = await upsert({ phone: '+972502345678' });
    await happens('order.placed', guest);
    await writer.merge(1, anna, guest);
    await happens('order.paid', anna);
    await happens('order.paid', anna);
    await advance(days(1));
    expect(await mails()).toEqual(['Thank you: sent']);
    expect(await roundsOf(id)).toEqual(['success at Mail']);
    expect(await database.all('SELECT * FROM wait_arm')).toEqual([]);
  });

  test('who is merged while their execution runs goes on as the survivor', async () => {
    const { activate, happens, advance, writer, mails, database } = journeys;
    const anna = await upsert({ email: 'anna@shop.example' });
    const visitor = await upsert({ anonymousId: 'browser-1' });
    const server = createServer((_request, response) => {
      void writer.merge(1, anna, visitor).then(() => response.end('{}'));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const ask = { name: 'Ask', type: 'n8n-nodes-base.httpRequest', typeVersion: 4.2, parameters: { url } };
    await activate([onEvents('order.placed'), ask, waitFor('order.paid'), mail('Thank you')]);
    await happens('order.placed', visitor);
    expect(await database.all('SELECT contact FROM wait_arm')).toEqual([{ contact: anna }]);
    await happens('order.paid', anna);
    await advance(hours(1));
    expect(await mails()).toEqual(['Thank you: sent']);
    expect(await database.all('SELECT contact FROM message')).toEqual([{ contact: anna }]);
    server.close();
  });

  test('of two rounds of a journey that a contact goes through once at a time, the later one ends', async () => {
    const { activate, happens, advance, writer, mails, roundsOf, refusals } = journeys;
    const rules = { entry: { reentry: 'oneAtATime' } } as const;
    const id = await activate([onEvents('order.placed'), wait(5, 'hours'), mail('Welcome')], rules);
    const anna = await upsert({ email: 'anna@shop.example' });
    const guest = await upsert({ phone: '+972502345678' });
    await happens('order.placed', guest);
    await advance(hours(1));
    await happens('order.placed', anna);
    await writer.merge(1, anna, guest);
    await happens('order.placed', anna);
    await advance(days(1));
    expect(await roundsOf(id)).toEqual(['success at Mail', 'canceled at Wait']);
    expect(await mails()).toEqual(['Welcome: sent']);
    expect(await refusals()).toEqual(['stillInside']);
  });

  test('who went through a journey once does not go through it again as part of another contact', async () => {
    const { activate, happens, writer, mails, refusals } = journeys;
    await activate([onEvents('order.placed'), mail('Only once')], { entry: { reentry: 'once' } });
    const guest = await upsert({ phone: '+972502345678', email: 'guest@shop.example' });
    const anna = await upsert({ email: 'anna@shop.example' });
    await happens('order.placed', guest);
    await writer.merge(1, anna, guest);
    await happens('order.placed', anna);
    expect(await mails()).toEqual(['Only once: sent']);
    expect(await refusals()).toEqual(['once']);
  });

  test('whoever is erased leaves every journey, and no trace of them is left', async () => {
    const { activate, happens, advance, writer, mails, roundsOf, database, engine } = journeys;
    const id = await activate([onEvents('order.placed'), mail('First'), wait(5, 'hours'), mail('Second', 'Mail 2')]);
    const anna = await upsert({ email: 'anna@shop.example', firstName: 'Anna', phone: '+972502345678' });
    const ben = await upsert({ email: 'ben@shop.example' });
    await happens('order.placed', anna, { contact: { id: anna, email: 'anna@shop.example' } });
    await happens('order.placed', ben);
    await writer.erase(1, anna);
    await advance(days(1));
    await engine.settled();
    expect(await roundsOf(id)).toEqual(['canceled at Wait', 'success at Mail 2']);
    expect(await mails()).toEqual(['First: sent', 'Second: sent']);
    const [gone] = await database.all('SELECT contact, event, state, ledger, error FROM execution ORDER BY id');
    expect(gone).toEqual({ contact: null, event: null, state: null, ledger: null, error: 'The contact was erased' });
    await expectNoTraceOf(['anna@shop.example', '+972502345678', 'Anna'], database);

    // Whoever imports or sells to the address again does not make it one that is written to.
    const again = await upsert({ email: 'anna@shop.example' });
    await happens('order.placed', again);
    expect((await mails()).at(-1)).toBe('First: skipped');
    const [{ reason }] = (await database.all<{ reason: string }>('SELECT reason FROM message WHERE contact = ?', [
      again,
    ])) as [{ reason: string }];
    expect(reason).toContain('CONTACT_SUPPRESSED');
  });
});

/** Looks into every column of every table, payloads and states unpacked as far as they are text. */
async function expectNoTraceOf(words: readonly string[], database: TestJourneys['database']): Promise<void> {
  for (const { tableName } of database.orm.dataSource.entityMetadatas) {
    const rows = await database.all<Record<string, unknown>>(`SELECT * FROM ${tableName}`);
    const text = rows.map((row) =>
      JSON.stringify(row, (_key, value: unknown) =>
        value instanceof Uint8Array ? Buffer.from(value).toString() : value,
      ),
    );
    for (const word of words) expect([tableName, text.filter((each) => each.includes(word))]).toEqual([tableName, []]);
  }
}
