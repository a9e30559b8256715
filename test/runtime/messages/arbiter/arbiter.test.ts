import { suppress } from '../../../../packages/runtime/src/consent';
import type { Database } from '../../../../packages/runtime/src/db';
import { days, hours, minutes } from '../../../../packages/runtime/src/shared';
import { claimDue } from '../../../../packages/runtime/src/messages/sql/claim-due';
import { databases, empty } from '../../../support/databases';
import { START } from '../sample-mails';
import { openArbiter, storeMessage } from './arbiter-bed';

const HOUR = hours(1).milliseconds;

describe.each(databases())('the arbiter on %s', (_name, open) => {
  let database: Database;
  let bed: Awaited<ReturnType<typeof openArbiter>>;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await empty(database);
    bed = await openArbiter(database);
    await bed.contacts(1);
  });

  const says = (contact: number, status: string, { purpose = 'promotional', basis = 'explicit' } = {}) =>
    database.write((tx) =>
      tx.run(
        `INSERT INTO consent (contact, channel, purpose, workspace, status, basis, since_at) VALUES (?, 'email', ?, 1, ?, ?, ?)
         ON CONFLICT (contact, channel, purpose) DO UPDATE SET status = excluded.status, basis = excluded.basis`,
        [contact, purpose, status, basis, START],
      ),
    );
  const buys = (contact: number, status = 'completed') =>
    database.write((tx) =>
      tx.run(
        `INSERT INTO orders (workspace, shop, external_id, number, contact, status, currency, total, total_tax, discount,
           shipping, refunded, placed_at, modified_at, is_deleted) VALUES (1, 's', ?, '1', ?, ?, 'EUR', 1, 0, 0, 0, 0, ?, 0, 0)`,
        [`order-${contact}`, contact, status, START],
      ),
    );
  const customersToo = (on: boolean) =>
    database.write((tx) =>
      tx.run('UPDATE workspace SET consent_settings = ?', [JSON.stringify({ customerException: on })]),
    );
  const suppressed = (contact: number) =>
    database.write((tx) =>
      suppress(tx, { workspace: 1, channel: 'email', address: `contact-${contact}@example.com` }, 'erased', START),
    );

  test('a promotion that nothing is against goes, and its row says what each rule has seen', async () => {
    await bed.rules({ caps: [{ count: 2, amount: 24, unit: 'hours' }] });
    const id = await bed.ofJourney('welcome');
    expect(await bed.judge()).toEqual([id]);
    const { verdict, reasonCode, clearedAt, judged } = await bed.message(id);
    expect([verdict, reasonCode, clearedAt, judged?.at]).toEqual(['send', null, START, START]);
    expect(judged?.rules.map(({ rule, outcome, value }) => `${rule} ${outcome}: ${value}`)).toEqual([
      'suppression pass: the address is not suppressed',
      'consent pass: granted (explicit) since 2026-11-22T09:00:00.000Z',
      'exitRules pass: no exit rule is met',
      'holdout pass: no holdout',
      'calendar pass: no calendar',
      'frequencyCap pass: 0 of 2 in all in 24 hours',
      'priority pass: no rival',
      'throttle pass: no throttle',
    ]);
  });

  test.each([
    ['nothing', undefined, 'CONSENT_MISSING'],
    ['pending', 'pending', 'CONSENT_MISSING'],
    ['no', 'withdrawn', 'CONSENT_WITHDRAWN'],
  ])('a contact who said %s gets no promotion', async (_said, status, code) => {
    if (status) await says(2, status);
    const id = await storeMessage(database, { contact: 2 });
    expect(await bed.judge()).toEqual([]);
    const message = await bed.message(id);
    expect(message).toMatchObject({ verdict: 'skip', status: 'skipped', reasonCode: code, attempts: 0, dueAt: null });
    expect(message.reason).toMatch(new RegExp(`^${code}: `));
    expect(message.judged?.rules.at(-1)).toMatchObject({ rule: 'consent', outcome: 'skip', code });
  });

  test('an address of which nobody is known gets no promotion', async () => {
    await storeMessage(database, { contact: null });
    expect(await bed.judge()).toEqual([]);
  });

  test('a customer is written to where the workspace says so, once they have bought, and not against their word', async () => {
    const mails = async () => {
      for (const contact of [2, 3, 4, 5])
        await storeMessage(database, { contact, id: `${bed.clock.now()}-${contact}` });
      bed.clock.advance(1);
      return (await bed.judge()).map((id) => id.slice(-1)).sort();
    };
    for (const contact of [2, 4, 5]) await buys(contact, contact === 5 ? 'cancelled' : 'completed');
    await says(4, 'withdrawn');
    expect(await mails()).toEqual([]);
    await customersToo(true);
    expect(await mails()).toEqual(['2']);
    // Who was noted as a customer counts by the same rule.
    await says(2, 'granted', { basis: 'customer_exception' });
    await says(3, 'granted', { basis: 'customer_exception' });
    expect(await mails()).toEqual(['2']);
    await customersToo(false);
    expect(await mails()).toEqual([]);
  });

  test('a transactional mail needs no consent and passes calendar, caps and rivals by, but no withdrawal and no suppression', async () => {
    bed.journeys.orders = { holdout: 100 };
    const closed = { look: async () => ({ isOpen: false as const, opensAt: START + HOUR, reason: 'Sabbath' }) };
    bed = await openArbiter(database, { calendar: closed });
    bed.journeys.orders = { holdout: 100 };
    await bed.rules({ caps: [{ count: 1, amount: 1, unit: 'days' }] });
    const ids: string[] = [];
    for (const contact of [2, 2, 3, 4]) ids.push(await bed.ofJourney('orders', { contact, purpose: 'transactional' }));
    await says(3, 'withdrawn', { purpose: 'transactional' });
    await suppressed(4);
    expect((await bed.judge()).sort()).toEqual(ids.slice(0, 2).sort());
    expect((await bed.message(ids[0]!)).judged?.rules.map(({ outcome }) => outcome)).toEqual([
      ...['pass', 'pass', 'pass', 'bypass', 'bypass', 'bypass', 'bypass', 'pass'],
    ]);
    expect((await bed.message(ids[2]!)).reasonCode).toBe('CONSENT_WITHDRAWN');
    expect((await bed.message(ids[3]!)).reasonCode).toBe('CONTACT_SUPPRESSED');
  });

  test('five contacts without caps and rivals cost one statement each, and one for all of them', async () => {
    const contacts = [1, 2, 3, 4, 5];
    await bed.contacts(...contacts);
    for (const contact of contacts) await bed.ofJourney('welcome', { contact });
    const statements: string[] = [];
    await database.write(async (tx) => {
      const claimed = await claimDue(tx, {
        now: bed.clock.now(),
        limit: 5,
        sender: null,
        provider: 'smtp',
        owner: 'test',
      });
      const counting = Object.create(tx, {
        get: { value: (sql: string, values: unknown[]) => (statements.push('read'), tx.get(sql, values)) },
        all: { value: (sql: string, values: unknown[]) => (statements.push('read'), tx.all(sql, values)) },
        run: { value: (sql: string, values: unknown[]) => (statements.push('write'), tx.run(sql, values)) },
      }) as typeof tx;
      expect((await bed.arbiter.judge(counting, claimed)).size).toBe(0);
    });
    expect(statements).toEqual([...contacts.map(() => 'read'), 'write']);
  });

  test('a share of a journey’s contacts gets no promotion of it, always the same ones', async () => {
    const contacts = Array.from({ length: 60 }, (_, index) => index + 1);
    await bed.contacts(...contacts);
    bed.journeys.offers = { holdout: 25 };
    const round = async () => {
      for (const contact of contacts) {
        await bed.ofJourney('offers', { contact, id: `${bed.clock.now()}-${contact}`, execution: null });
      }
      return (await bed.judge(50)).map((id) => id.split('-')[1]).sort();
    };
    const first = await round();
    expect(60 - first.length).toBeGreaterThan(5);
    expect(60 - first.length).toBeLessThan(30);
    bed.clock.advance(HOUR);
    expect(await round()).toEqual(first);
    const held = await database.get<{ count: number }>(
      `SELECT COUNT(DISTINCT contact) AS count FROM message WHERE workflow = 'offers' AND reason_code = 'CONTACT_HELD_OUT'`,
    );
    expect(held?.count).toBe(60 - first.length);
  });

  test('outside the hours of sending a promotion waits for the opening, or is skipped where its node says so', async () => {
    const opensAt = START + 2 * HOUR;
    const calendar = {
      look: async (_tx: unknown, { at }: { at: number }) =>
        at >= opensAt ? { isOpen: true as const } : { isOpen: false as const, opensAt, reason: 'Sabbath until 11:00' },
    };
    bed = await openArbiter(database, { calendar });
    const [waits, skips] = [await storeMessage(database), await storeMessage(database, { onClosed: 'skip' })];
    expect(await bed.judge()).toEqual([]);
    expect(await bed.message(waits)).toMatchObject({
      ...{ verdict: 'defer', status: 'queued', dueAt: opensAt, attempts: 0, errorCode: null },
      ...{ reason: 'SENDING_CLOSED: Sabbath until 11:00', reasonCode: 'SENDING_CLOSED' },
    });
    expect(await bed.message(skips)).toMatchObject({ status: 'skipped', errorCode: 'SENDING_CLOSED' });
    bed.clock.advance(2 * HOUR);
    expect(await bed.judge()).toEqual([waits]);
    expect(await bed.message(waits)).toMatchObject({ verdict: 'send', reasonCode: null, attempts: 1 });
  });

  test('of three promotions under a cap of two in a day the third waits until the first is a day old, or is skipped', async () => {
    await bed.rules({ caps: [{ channel: 'email', count: 2, amount: 1, unit: 'days' }] });
    const send = async (fields = {}) => {
      const id = await storeMessage(database, { createdAt: bed.clock.now(), ...fields });
      return { id, went: (await bed.judge()).includes(id) };
    };
    expect((await send()).went).toBe(true);
    bed.clock.advance(HOUR);
    expect((await send()).went).toBe(true);
    bed.clock.advance(HOUR);
    expect((await send({ purpose: 'transactional' })).went).toBe(true);
    const third = await send();
    expect(await bed.message(third.id)).toMatchObject({
      verdict: 'defer',
      dueAt: START + 24 * HOUR,
      reasonCode: 'CAP_REACHED',
    });
    expect((await bed.message(third.id)).reason).toBe('CAP_REACHED: 2 of 2 by email in 1 days');
    expect(await bed.message((await send({ onCap: 'skip' })).id)).toMatchObject({ status: 'skipped' });
    bed.clock.advance(22 * HOUR - 1);
    expect(await bed.judge()).toEqual([]);
    bed.clock.advance(1);
    expect(await bed.judge()).toEqual([third.id]);
  });

  test('messages that are judged together do not exceed a cap together', async () => {
    await bed.rules({ caps: [{ count: 2, amount: 1, unit: 'days' }] });
    for (let message = 0; message < 5; message++) await storeMessage(database);
    expect(await bed.judge(5)).toHaveLength(2);
  });

  test('of two journeys that want one contact in the same hour the higher sends, and the other waits until it is over', async () => {
    Object.assign(bed.journeys, { offers: { priority: 20 }, carts: { priority: 80 } });
    const offer = await bed.ofJourney('offers');
    bed.clock.advance(1);
    const cart = await bed.ofJourney('carts');
    expect(await bed.judge()).toEqual([cart]);
    const at = START + 1 + HOUR;
    expect(await bed.message(offer)).toMatchObject({ verdict: 'defer', dueAt: at, reasonCode: 'JOURNEY_OUTRANKED' });
    bed.clock.advance(HOUR);
    expect(await bed.judge()).toEqual([offer]);
  });

  test('a rival that is still to come is waited for until its turn, and for nothing once it is skipped', async () => {
    Object.assign(bed.journeys, { offers: { priority: 20 }, carts: { priority: 80 } });
    const cart = await bed.ofJourney('carts', { channel: 'sms' as 'email', dueAt: START + HOUR / 2 });
    const offer = await bed.ofJourney('offers');
    expect(await bed.judge()).toEqual([]);
    expect((await bed.message(offer)).dueAt).toBe(START + HOUR / 2 + minutes(1).milliseconds);
    bed.clock.advance(HOUR / 2 + minutes(1).milliseconds);
    expect(await bed.judge()).toEqual([offer]); // there is no consent to SMS
    expect((await bed.message(cart)).reasonCode).toBe('CONSENT_MISSING');
  });

  test('a journey waits for no rival that is not there, nor for itself; of equals the older goes first', async () => {
    const first = await bed.ofJourney('a');
    expect(await bed.judge()).toEqual([first]);
    const again = await bed.ofJourney('a');
    expect(await bed.judge()).toEqual([again]);
    bed.clock.advance(1);
    const equal = await bed.ofJourney('b');
    expect(await bed.judge()).toEqual([]);
    bed.journeys.c = { priority: 51 };
    const higher = await bed.ofJourney('c');
    expect(await bed.judge()).toEqual([higher]);
    await bed.rules({ priorityWindowMinutes: 0 });
    bed.clock.advance(HOUR + minutes(1).milliseconds);
    expect(await bed.judge()).toEqual([equal]);
  });

  test('a promotion that is put off for longer than it bears is skipped, and says what it waited for', async () => {
    await bed.rules({ caps: [{ count: 1, amount: 30, unit: 'days' }] });
    await storeMessage(database);
    await bed.judge();
    const [usual, short] = [
      await storeMessage(database, { createdAt: START + 1 }),
      await storeMessage(database, { createdAt: START + 1, deferAtMost: 3 * HOUR }),
    ];
    bed.clock.advance(1);
    await bed.judge();
    expect((await bed.message(usual)).dueAt).toBe(START + 1 + days(7).milliseconds);
    expect((await bed.message(short)).dueAt).toBe(START + 1 + 3 * HOUR);
    bed.clock.advance(3 * HOUR);
    expect(await bed.judge()).toEqual([]);
    expect(await bed.message(short)).toMatchObject({
      ...{ status: 'skipped', reasonCode: 'DEFERRED_TOO_LONG' },
      reason: 'DEFERRED_TOO_LONG: it was put off for 3 hours, then still CAP_REACHED: 1 of 1 in all in 30 days',
    });
    expect((await bed.message(usual)).status).toBe('queued');
  });

  test('messages above a throttle wait in their order, transactional ones go first, and none is dropped', async () => {
    await bed.rules({ throttles: [{ provider: 'smtp', count: 2, per: 'minute' }], priorityWindowMinutes: 0 });
    const ids: string[] = [];
    for (let index = 0; index < 6; index++) {
      ids.push(await storeMessage(database, { createdAt: START + index, dueAt: START, deferAtMost: 1 }));
    }
    const invoice = await storeMessage(database, { createdAt: START + 9, dueAt: START, purpose: 'transactional' });
    const went = [...(await bed.judge(7))];
    expect([...went].sort()).toEqual([invoice, ids[0]].sort());
    expect(await bed.message(ids[1]!)).toMatchObject({ verdict: 'defer', reasonCode: 'PROVIDER_THROTTLED' });
    for (let second = 0; second < 600 && went.length < 7; second++) {
      bed.clock.advance(1_000);
      went.push(...(await bed.judge()));
    }
    expect(went.filter((id) => id !== invoice)).toEqual(ids);
  });

  test('a throttle of one sender slows no other down', async () => {
    await bed.rules({ throttles: [{ sender: 'News@shop.example', count: 1, per: 'day' }] });
    for (let index = 0; index < 2; index++) await storeMessage(database, { sender: 'The news <news@shop.example>' });
    for (let index = 0; index < 2; index++) await storeMessage(database);
    expect(await bed.judge()).toHaveLength(3);
  });
});
