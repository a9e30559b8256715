import { eraseContact } from '../../../../packages/runtime/src/contacts';
import type { Database } from '../../../../packages/runtime/src/db';
import { databases, empty } from '../../../support/databases';
import { BROWSER, startBrowsers } from '../../../support/start-browsers';
import { storeAnna } from '../sample-mails';

describe.each(databases())('push messages on %s', (_name, open) => {
  let database: Database;
  let browsers: Awaited<ReturnType<typeof startBrowsers>>;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await empty(database);
    await storeAnna(database, { locale: 'en' });
    browsers = await startBrowsers(database);
    await browsers.pushSenders.publicKeyOf(1);
  });
  afterEach(() => browsers.close());

  test('a contact gets it in each browser that takes push messages, and a proven one is told more', async () => {
    await browsers.link('a-browser-at-home', { isProven: true });
    await browsers.link();
    await browsers.subscribe('home', 'a-browser-at-home');
    await browsers.subscribe('elsewhere');
    const { message, devices } = await browsers.push();
    expect({ devices, ...message }).toMatchObject({ devices: 2, verdict: 'send', subject: 'Hello Anna' });
    await browsers.outbox.drain();
    expect(await browsers.message(message.id)).toMatchObject({ status: 'sent', provider: 'webpush' });
    const titles = Object.fromEntries(browsers.service.pushed.map(({ name, payload }) => [name, payload.title]));
    expect(titles).toEqual({ home: 'Hello Anna', elsewhere: 'Hello' });
    expect(browsers.service.pushed[0]!.payload).toMatchObject({
      ...{ id: message.id, text: '10 % off', url: 'https://shop.example/x', language: 'en', direction: 'ltr' },
    });
    const key = await browsers.pushSenders.publicKeyOf(1);
    expect(browsers.service.pushed[0]!.claims.key).toBe(key);
  });

  test("a browser that subscribed before anybody knew whose it is gets messages once it is a contact's", async () => {
    await browsers.subscribe('early');
    expect((await browsers.push()).message).toMatchObject({ verdict: 'skip', reasonCode: 'CONTACT_HAS_NO_ADDRESS' });
    await browsers.link();
    await browsers.push();
    await browsers.outbox.drain();
    expect(browsers.service.pushed).toHaveLength(1);
    // Whoever sits there next is somebody else.
    await browsers.subscribe('early', 'another-browser-id');
    expect((await browsers.push()).devices).toBe(0);
  });

  test('what the browser was allowed is the consent, until the contact withdraws it here', async () => {
    await browsers.link();
    await browsers.subscribe('home');
    const { message } = await browsers.push();
    await browsers.says(1, 'withdrawn', { channel: 'push' });
    await browsers.outbox.drain();
    expect(await browsers.message(message.id)).toMatchObject({ status: 'skipped', reasonCode: 'CONSENT_WITHDRAWN' });
    expect(browsers.service.pushed).toEqual([]);
    expect((await browsers.push({ purpose: 'transactional' })).message.verdict).toBe('send');
  });

  test('a browser that is gone is forgotten; without another one the message has failed, and tells so', async () => {
    await browsers.link();
    await browsers.subscribe('old');
    browsers.service.answer = () => ({ status: 410 });
    const { message } = await browsers.push();
    await browsers.outbox.drain();
    expect(await browsers.message(message.id)).toMatchObject({ status: 'failed', errorCode: 'RECIPIENT_UNREACHABLE' });
    expect(await database.all('SELECT id FROM push_device')).toEqual([]);
  });

  test('while its push service is busy the message waits, and goes once', async () => {
    await browsers.link();
    await browsers.subscribe('home');
    browsers.service.answer = () => ({ status: 503 });
    const { message } = await browsers.push();
    await browsers.outbox.drain();
    expect(await browsers.message(message.id)).toMatchObject({ status: 'queued', errorCode: 'PROVIDER_TEMPORARY' });
    browsers.service.answer = () => ({ status: 201 });
    browsers.clock.time += 3_600_000;
    await browsers.outbox.drain();
    await browsers.outbox.drain();
    expect(browsers.service.pushed).toHaveLength(1);
  });

  test('what the browser tells is an opening, a click and a closing of the message, each once', async () => {
    await browsers.link();
    await browsers.subscribe('home');
    await browsers.push();
    await browsers.outbox.drain();
    const token = String(browsers.service.pushed[0]!.payload.token);
    for (const reaction of ['shown', 'shown', 'clicked', 'clicked', 'dismissed', 'dismissed'] as const) {
      expect(await browsers.reactions.take(token, { reaction, url: 'https://shop.example/x' })).toBe(true);
    }
    expect(browsers.told()).toEqual(['message.opened', 'message.clicked', 'message.dismissed']);
    expect(await database.all('SELECT kind, class, count FROM message_engagement ORDER BY kind')).toEqual([
      { kind: 'click', class: 'human', count: 1 },
      { kind: 'open', class: 'human', count: 1 },
    ]);
    expect(await browsers.reactions.take('forged.token', { reaction: 'clicked', url: '' })).toBe(false);
  });

  test('the keys are made once, are encrypted, and go with no sender while browsers have agreed to them', async () => {
    const [one, other] = await Promise.all([browsers.pushSenders.publicKeyOf(1), browsers.pushSenders.publicKeyOf(1)]);
    expect(one).toBe(other);
    const [row] = await database.all<{ id: string; settings: string }>('SELECT id, settings FROM sender');
    expect(row!.settings).not.toContain(one);
    expect(await browsers.senders.list(1)).toMatchObject([
      { channel: 'push', secrets: ['privateKey'], settings: { publicKey: one } },
    ]);
    await browsers.subscribe('home');
    await expect(browsers.senders.delete(1, row!.id)).rejects.toMatchObject({ code: 'SENDER_IN_USE' });
  });

  test.each([
    ['http://169.254.169.254/latest', 'at no push service'],
    ['https://fcm.googleapis.com.evil.example/x', 'at no push service'],
  ])('a browser cannot have the server call %s', async (endpoint, problem) => {
    const { keys } = browsers.service.subscribe('x');
    const device = { workspace: 1, site: 's', anonymousId: BROWSER, endpoint, ...keys, asked: '' };
    await expect(browsers.devices.keep(device)).rejects.toThrow(problem);
    const wrong = { ...device, endpoint: `${browsers.service.url}/push/x`, p256dh: 'short' };
    await expect(browsers.devices.keep(wrong)).rejects.toMatchObject({ code: 'PUSH_DEVICE_INVALID' });
  });

  test('a message that no push service takes for its size stops its step', async () => {
    const contents = [{ language: 'en', title: 'x'.repeat(3_100) }];
    await expect(browsers.push({ contents })).rejects.toMatchObject({ code: 'PUSH_CONTENT_INVALID' });
    await expect(browsers.push({ contents: [{ language: 'en', text: 'x' }] })).rejects.toThrow('no title');
  });

  test('a contact who is erased takes their browsers along', async () => {
    await browsers.link();
    await browsers.subscribe('home');
    const contact = await browsers.store.detail(1, 1);
    const ports = { end: async () => undefined, now: browsers.clock.now() };
    await database.write((tx) => eraseContact(tx, contact, ports));
    expect(await database.all('SELECT id FROM push_device')).toEqual([]);
  });
});
