import { consentLedgerOf, consentOf } from '../../../packages/runtime/src/consent';
import type { Database } from '../../../packages/runtime/src/db';
import { databases, empty } from '../../support/databases';
import { refusal, startWhatsapp } from '../../support/start-whatsapp';
import { storeAnna } from '../messages/sample-mails';

const PROMOTIONAL = { channel: 'whatsapp', purpose: 'promotional' } as const;

describe.each(databases())('WhatsApp on %s', (_name, open) => {
  let database: Database;
  let whatsapp: Awaited<ReturnType<typeof startWhatsapp>>;
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
        `INSERT INTO contact_identity (workspace, contact, kind, value, created_at) VALUES (1, 1, 'phone', '+972502345678', 1)`,
      );
    });
    whatsapp = await startWhatsapp(database);
  });
  afterEach(() => whatsapp.close());

  test('a contact who has not written gets the template in their language, and one who wrote gets the text', async () => {
    expect(await whatsapp.send()).toMatchObject({ form: 'template', template: { name: 'cart', language: 'he' } });
    await whatsapp.drain();
    expect(whatsapp.sent).toMatchObject([
      { to: '972502345678', type: 'template', template: { language: { code: 'he' } } },
    ]);
    await whatsapp.reply('when is it open?');
    expect(await whatsapp.send()).toMatchObject({ form: 'text' });
    await whatsapp.drain();
    expect(whatsapp.sent[1]).toMatchObject({ type: 'text', text: { body: 'שלום Anna & co' } });
    expect(whatsapp.told()).toEqual(['message.replied']);
    expect(whatsapp.routed[0]!.payload.reply).toEqual({ text: 'when is it open?', from: '+972502345678' });
  });

  test('24 hours after they wrote the time for texts is over, also for a message that waited', async () => {
    await whatsapp.reply('hi');
    await whatsapp.send();
    whatsapp.clock.time += whatsapp.day;
    await whatsapp.drain();
    expect(whatsapp.sent).toMatchObject([{ type: 'template' }]);
    expect(await whatsapp.send()).toMatchObject({ form: 'template' });
  });

  test('what they wrote opens nothing when it is heard of again, and less when it is heard of late', async () => {
    await whatsapp.reply('hi', { id: 'wamid.a' });
    whatsapp.clock.time += whatsapp.day - 1_000;
    await whatsapp.reply('hi', { id: 'wamid.a', at: whatsapp.clock.now() - whatsapp.day + 1_000 });
    await whatsapp.reply('stale', { id: 'wamid.b', at: whatsapp.clock.now() - 2 * whatsapp.day });
    expect(await whatsapp.send()).toMatchObject({ form: 'text' });
    whatsapp.clock.time += 1_000;
    expect(await whatsapp.send()).toMatchObject({ form: 'template' });
  });

  test('a text without a template is skipped with its reason where it is too late', async () => {
    const contents = [{ language: 'he', text: 'שלום' }];
    const { message, form } = await whatsapp.send({ contents });
    expect({ form, ...message }).toMatchObject({
      ...{ form: null, verdict: 'skip', status: 'skipped', errorCode: 'WHATSAPP_WINDOW_CLOSED', dueAt: null },
      reason: expect.stringMatching(/^WHATSAPP_WINDOW_CLOSED: the contact has not written/),
    });
    await whatsapp.reply('hi');
    await whatsapp.send({ contents });
    whatsapp.clock.time += whatsapp.day;
    await whatsapp.drain();
    expect(whatsapp.sent).toEqual([]);
    const last = await database.all(`SELECT status, verdict FROM message WHERE status <> 'skipped'`);
    expect(last).toEqual([]);
  });

  test('where only Meta knows that it is too late, the template goes: at once, or when it is told later', async () => {
    await whatsapp.reply('hi');
    whatsapp.meta.answer = ({ body }) => (body.includes('"type":"text","text":{') ? refusal(131047) : undefined);
    await whatsapp.send();
    await whatsapp.drain();
    expect(whatsapp.sent).toMatchObject([{ type: 'text' }, { type: 'template' }]);

    whatsapp.meta.answer = () => undefined;
    await whatsapp.send();
    await whatsapp.drain();
    expect(whatsapp.sent[2]).toMatchObject({ type: 'text' });
    await whatsapp.status('wamid.3', 'failed', 131047);
    await whatsapp.status('wamid.3', 'failed', 131047);
    await whatsapp.drain();
    expect(whatsapp.sent.slice(3)).toMatchObject([{ type: 'template' }]);
    // Meta knows better than we do when it was that they wrote.
    expect(await whatsapp.send()).toMatchObject({ form: 'template' });
    expect(whatsapp.told()).toEqual([]);
  });

  test('states come in any order and more than once: a message only goes on', async () => {
    await whatsapp.send();
    await whatsapp.drain();
    for (const word of ['read', 'sent', 'delivered', 'read', 'failed']) await whatsapp.status('wamid.1', word);
    expect(await whatsapp.message()).toMatchObject({ status: 'sent', delivery: 'read' });
    expect(whatsapp.told()).toEqual(['message.read']);
  });

  test.each([
    ['at once', async () => void (whatsapp.meta.answer = () => refusal(131026)), async () => undefined],
    ['later', async () => undefined, async () => await whatsapp.status('wamid.1', 'failed', 131026)],
  ])(
    'a contact without WhatsApp, as Meta says %s, is told of: a journey can go on by text message',
    async (_when, before, after) => {
      await before();
      await whatsapp.send();
      await whatsapp.drain();
      await after();
      expect(whatsapp.told()).toEqual(['message.failed', 'message.undeliverable']);
      expect(whatsapp.routed[1]!.payload.failure).toMatchObject({ code: 'RECIPIENT_UNREACHABLE', isUnreachable: true });
      expect(await whatsapp.message()).toMatchObject({ errorCode: 'RECIPIENT_UNREACHABLE' });
    },
  );

  test.each([
    ['at once', async () => void (whatsapp.meta.answer = () => refusal(131049)), async () => undefined],
    ['later', async () => undefined, async () => await whatsapp.status('wamid.1', 'failed', 131049)],
  ])('a message that Meta holds back, as it says %s, is skipped with its reason', async (_when, before, after) => {
    await before();
    await whatsapp.send();
    await whatsapp.drain();
    await after();
    expect(await whatsapp.message()).toMatchObject({
      ...{ status: 'skipped', verdict: 'skip', errorCode: 'PROVIDER_DECLINED' },
      reason: expect.stringContaining('131049'),
    });
  });

  test.each([
    ['at once', async () => void (whatsapp.meta.answer = () => refusal(131050)), async () => undefined],
    ['later', async () => undefined, async () => await whatsapp.status('wamid.1', 'failed', 131050)],
  ])(
    'who stopped advertisements, as Meta says %s, gets none any more, but what belongs to an order',
    async (_when, before, after) => {
      await before();
      await whatsapp.send();
      await whatsapp.drain();
      await after();
      expect(await consentOf(database, 1, PROMOTIONAL)).toMatchObject({ status: 'withdrawn' });
      expect((await whatsapp.send()).message).toMatchObject({ verdict: 'skip', errorCode: 'CONSENT_WITHDRAWN' });
      expect((await whatsapp.send({ purpose: 'transactional' })).message).toMatchObject({ verdict: 'send' });
    },
  );

  test('a template that Meta does not take stops its step, and no message asks again until it is mended', async () => {
    whatsapp.meta.answer = () => refusal(132001);
    const { message } = await whatsapp.send();
    await whatsapp.send();
    whatsapp.clock.time += 1;
    await whatsapp.drain();
    expect(await whatsapp.message()).toMatchObject({ status: 'failed', errorCode: 'WHATSAPP_TEMPLATE_FAULTY' });
    await expect(whatsapp.send()).rejects.toMatchObject({
      code: 'WHATSAPP_TEMPLATE_FAULTY',
      message: expect.stringContaining('132001'),
    });
    expect(await whatsapp.faults.list(1)).toMatchObject([{ name: 'cart', language: 'he' }]);
    // The other language is another template.
    await database.write((tx) => tx.run(`UPDATE contact SET locale = 'en' WHERE id = 1`));
    expect(await whatsapp.send()).toMatchObject({ template: { language: 'en_US' } });
    await database.write((tx) => tx.run('UPDATE contact SET locale = NULL WHERE id = 1'));

    whatsapp.meta.answer = () => undefined;
    const asked = whatsapp.sent.length;
    await whatsapp.outbox.retryMessage(message.id);
    await whatsapp.drain();
    expect(whatsapp.sent.length).toBeGreaterThan(asked);
    expect(await whatsapp.faults.list(1)).toEqual([]);
    expect(await whatsapp.send()).toMatchObject({ form: 'template' });
  });

  test('an hour after a template was refused it is tried again', async () => {
    await whatsapp.send();
    await whatsapp.drain();
    await whatsapp.status('wamid.1', 'failed', 132015);
    expect(await whatsapp.message()).toMatchObject({ status: 'failed', errorCode: 'WHATSAPP_TEMPLATE_FAULTY' });
    await expect(whatsapp.send()).rejects.toMatchObject({ code: 'WHATSAPP_TEMPLATE_FAULTY' });
    whatsapp.clock.time += 3_600_000;
    expect(await whatsapp.send()).toMatchObject({ form: 'template' });
  });

  test.each([131042, 131031, 368, 190])('after %i the messages of the sender wait, and none is lost', async (code) => {
    whatsapp.meta.answer = () => refusal(code);
    await whatsapp.send();
    await whatsapp.drain();
    const refused = whatsapp.sent.length;
    await whatsapp.send();
    await whatsapp.drain();
    expect(whatsapp.sent).toHaveLength(refused);
    whatsapp.meta.answer = () => undefined;
    whatsapp.clock.time += 61_000;
    await whatsapp.drain();
    expect(whatsapp.sent).toHaveLength(refused + 2);
    expect(await database.all(`SELECT 1 AS found FROM message WHERE status <> 'sent'`)).toEqual([]);
  });

  test('a bill that is not paid, as Meta says later, stops the sender, and the message goes once it is paid', async () => {
    await whatsapp.send();
    await whatsapp.drain();
    await whatsapp.status('wamid.1', 'failed', 131042);
    await whatsapp.send();
    await whatsapp.drain();
    expect(whatsapp.sent).toHaveLength(1);
    whatsapp.clock.time += 120_000;
    await whatsapp.drain();
    expect(whatsapp.sent).toHaveLength(3);
    expect(whatsapp.told()).toEqual([]);
  });

  test.each([
    [130429, 10_000],
    [131056, 60_000],
  ])('after %i a message is tried again', async (code, pause) => {
    whatsapp.meta.answer = () => refusal(code);
    await whatsapp.send();
    await whatsapp.drain();
    const { dueAt, status } = await whatsapp.message();
    expect({ status, wait: Number(dueAt) - whatsapp.clock.now() }).toEqual({ status: 'queued', wait: pause });
    whatsapp.meta.answer = () => undefined;
    whatsapp.clock.time += pause;
    await whatsapp.drain();
    expect(await whatsapp.message()).toMatchObject({ status: 'sent' });
  });

  test('a contact who chose in WhatsApp to stop advertisements, and later to get them again, is taken at their word', async () => {
    const choose = async (value: string) => {
      const timestamp = Math.floor(whatsapp.clock.now() / 1_000);
      const preference = {
        wa_id: '972502345678',
        category: 'marketing_messages',
        value,
        timestamp,
        detail: 'In WhatsApp',
      };
      await whatsapp.tell({ user_preferences: [preference] });
    };
    await choose('stop');
    await choose('stop');
    expect(await consentOf(database, 1, PROMOTIONAL)).toMatchObject({ status: 'withdrawn' });
    whatsapp.clock.time += 5_000;
    await choose('resume');
    expect(await consentOf(database, 1, PROMOTIONAL)).toMatchObject({ status: 'granted', basis: 'explicit' });
    const ledger = await consentLedgerOf(database, 1);
    expect(ledger).toMatchObject([
      { status: 'withdrawn', source: 'provider', proof: { from: '+972502345678', detail: 'In WhatsApp' } },
      { status: 'granted', source: 'provider', proof: { detail: 'In WhatsApp' } },
    ]);
    expect(await consentOf(database, 1, { channel: 'whatsapp', purpose: 'transactional' })).toBeUndefined();
    expect(whatsapp.told()).toEqual(['consent.withdrawn', 'consent.granted']);
  });

  test('a contact who answers הסר gets no more WhatsApp messages, and is told so once', async () => {
    await whatsapp.send();
    await whatsapp.drain();
    await whatsapp.reply('הסר');
    await whatsapp.reply('הסר');
    await whatsapp.drain();
    expect(await consentOf(database, 1, PROMOTIONAL)).toMatchObject({ status: 'withdrawn' });
    expect(whatsapp.sent.slice(1)).toMatchObject([{ type: 'text', text: { body: expect.stringMatching(/הוסרת/) } }]);
    expect((await whatsapp.send()).message.errorCode).toBe('CONSENT_WITHDRAWN');
  });

  test('a contact is known by what WhatsApp calls them once their number is hidden, and is written to by it', async () => {
    await whatsapp.send();
    await whatsapp.drain();
    await whatsapp.reply('hi', { id: 'wamid.a', userId: 'IL.42' });
    await whatsapp.reply('hi again', { id: 'wamid.b', from: '', userId: 'IL.42' });
    await whatsapp.reply('who am I?', { id: 'wamid.c', from: '', userId: 'IL.77' });
    expect(whatsapp.routed.map(({ type, contact }) => [type, contact])).toEqual([
      ['message.replied', 1],
      ['message.replied', 1],
    ]);
    await database.write((tx) => tx.run('UPDATE contact SET phone = NULL WHERE id = 1'));
    await whatsapp.send();
    await whatsapp.drain();
    expect(whatsapp.sent[1]).toMatchObject({ recipient: 'IL.42', type: 'text' });
    expect(await database.all('SELECT id FROM contact')).toHaveLength(1);
  });

  test('a message that cannot be read for a moment is not in doubt: it goes later', async () => {
    const { message } = await whatsapp.send();
    await database.write((tx) => tx.run(`UPDATE message SET content = '{' WHERE id = ?`, [message.id]));
    await whatsapp.drain();
    expect(whatsapp.sent).toEqual([]);
    expect(await whatsapp.message()).toMatchObject({ status: 'queued', errorCode: 'PROVIDER_TEMPORARY' });
    await database.write((tx) =>
      tx.run('UPDATE message SET content = ? WHERE id = ?', [message.content ?? null, message.id]),
    );
    whatsapp.clock.time += 60_000;
    await whatsapp.drain();
    expect(await whatsapp.message()).toMatchObject({ status: 'sent' });
  });

  test('what is not signed by the app changes nothing', async () => {
    await expect(whatsapp.tell({ messages: [] }, 'another secret')).rejects.toMatchObject({ code: 'CALLBACK_REFUSED' });
  });
});
