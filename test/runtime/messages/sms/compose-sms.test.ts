import type { Database } from '../../../../packages/runtime/src/db';
import { composeSms, insertMessage, type SmsRequest } from '../../../../packages/runtime/src/messages';
import { databases, empty } from '../../../support/databases';
import { origin, START, stoppedClock, storeAnna } from '../sample-mails';
import { storeSender } from './store-sender';

const contents = [
  { language: 'en', text: 'Hi {{contact.firstName}} & co, see https://shop.example/orders/12?a=b.' },
  { language: 'he', text: 'שלום {{contact.firstName}}, {{gift}}' },
];

describe.each(databases())('a text message on %s', (_name, open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await empty(database);
    await storeAnna(database);
    await database.write(async (tx) => {
      await tx.run(`UPDATE contact SET phone = '+972502345678' WHERE id = 1`);
      await tx.run(
        `INSERT INTO consent (contact, channel, purpose, workspace, status, basis, since_at)
          VALUES (1, 'sms', 'promotional', 1, 'granted', 'explicit', 5)`,
      );
    });
  });

  const compose = async (changes: Partial<SmsRequest> = {}) =>
    await composeSms(
      { queries: database, clock: stoppedClock(), publicUrl: 'https://go.example' },
      { workspace: 1, contact: 1, contents, purpose: 'promotional', data: {}, ...changes },
    );

  test('is written in the language of the contact, nothing is escaped, and it says how to refuse more', async () => {
    await storeSender(database, { pricePer1000: 12_000, currency: 'ILS' });
    const { message, figures } = await compose({ data: { gift: '<5% & more>' } });
    expect(message).toMatchObject({
      ...{ channel: 'sms', senderId: 'sender', sender: '+972545678901', recipient: '+972502345678', locale: 'he' },
      ...{ text: 'שלום Anna, <5% & more>\nלהסרה השיבו הסר', verdict: 'send', status: 'queued', dueAt: START },
    });
    expect(figures).toMatchObject({ encoding: 'UCS-2', segments: 1, cost: { amount: 0.12, currency: 'ILS' } });
    expect(figures.warnings).toEqual([]);
  });

  test('is told by whoever the brand names in its language', async () => {
    await storeSender(database);
    const told = async () => (await compose({ data: { gift: '' }, contents: [NARRATED] })).message.text;
    expect(await told()).toMatch(/^Noa\n/);
    const brand = JSON.stringify({ narrator: { en: 'Emma', he: 'נועה' } });
    await database.write((tx) =>
      tx.run('INSERT INTO brand (workspace, settings, updated_at) VALUES (1, ?, 1)', [brand]),
    );
    expect(await told()).toMatch(/^נועה\n/);
  });

  test('has its links shortened: each leads to one place, which is stored with it', async () => {
    await storeSender(database);
    await database.write((tx) => tx.run(`UPDATE contact SET locale = 'en' WHERE id = 1`));
    const { message } = await compose({ purpose: 'transactional' });
    const [, id] = /^Hi Anna & co, see https:\/\/go\.example\/l\/([\w-]{9})\.$/.exec(message.text ?? '') ?? [];
    expect(message.links).toEqual([{ id, url: 'https://shop.example/orders/12?a=b' }]);
    await database.write((tx) => insertMessage(tx, message, origin()));
    await database.write((tx) => insertMessage(tx, message, origin()));
    expect(await database.all('SELECT id, message FROM short_link')).toEqual([{ id, message: message.id }]);
    expect((await compose({ purpose: 'transactional', shortLinks: false })).message.text).toContain('//shop.example/');
  });

  test('from a name nobody can answer: no words that promise it, and a warning with what Israel wants', async () => {
    await storeSender(database, { address: 'LENSES' });
    const { message, figures } = await compose();
    expect(message.text).toBe('שלום Anna,');
    expect(figures.warnings).toEqual([expect.stringContaining('In Israel a link alone is not enough')]);
  });

  test.each([
    ['', 'CONTACT_HAS_NO_ADDRESS'],
    ['call me', 'ADDRESS_INVALID'],
    ['+97226231234', 'RECIPIENT_UNREACHABLE'],
  ])('to "%s" is skipped: %s', async (phone, code) => {
    await storeSender(database);
    await database.write((tx) => tx.run(`UPDATE contact SET phone = ? WHERE id = 1`, [phone || null]));
    expect((await compose()).message).toMatchObject({
      verdict: 'skip',
      status: 'skipped',
      errorCode: code,
      dueAt: null,
    });
  });

  test('to a range that nobody has heard of is sent, with a warning', async () => {
    await storeSender(database);
    const { message, figures } = await compose({ to: '050-123-4567' });
    expect(message).toMatchObject({ verdict: 'send', recipient: '+972501234567' });
    expect(figures.warnings).toEqual(['+972501234567 is in no known range.']);
  });

  test('to whoever refused them is skipped, what belongs to an order is not', async () => {
    await storeSender(database);
    await database.write((tx) => tx.run(`UPDATE consent SET status = 'withdrawn'`));
    expect((await compose()).message).toMatchObject({ verdict: 'skip', errorCode: 'CONSENT_WITHDRAWN' });
    expect((await compose({ purpose: 'transactional' })).message).toMatchObject({ verdict: 'send' });
  });

  test('without a sender, or with one that is not there, is an error that says so', async () => {
    await expect(compose()).rejects.toMatchObject({ code: 'SENDER_NOT_FOUND' });
    await storeSender(database, { purpose: 'transactional' });
    await expect(compose()).rejects.toMatchObject({ code: 'SENDER_NOT_FOUND' });
    await expect(compose({ sender: 'other' })).rejects.toMatchObject({ code: 'SENDER_NOT_FOUND' });
    expect((await compose({ sender: 'sender' })).message.senderId).toBe('sender');
  });
});

const NARRATED = { language: 'he', text: '{{default narrator "Noa"}}' };
