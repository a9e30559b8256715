import type { Database } from '../../../../packages/runtime/src/db';
import { readOnsite, replaceSendingRules } from '../../../../packages/runtime/src/messages';
import { databases, empty } from '../../../support/databases';
import { BROWSER, startBrowsers } from '../../../support/start-browsers';
import { storeAnna } from '../sample-mails';
import { readFacts } from '../../../../packages/runtime/src/messages/arbiter/facts';

const ANNA = { workspace: 1, contact: 1, anonymousId: BROWSER };
const DAY = 86_400_000;

describe.each(databases())('on-site messages on %s', (_name, open) => {
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
  });
  afterEach(() => browsers.close());

  const waiting = async (visitor = ANNA) => (await browsers.messages.waitingFor(visitor)).map(({ id }) => id);

  test('it waits for its contact, and one page shows it', async () => {
    const { message } = await browsers.onsite();
    expect(message).toMatchObject({ verdict: 'send', channel: 'onsite', subject: 'Hello Anna', status: 'queued' });
    await browsers.outbox.drain();
    expect(await waiting({ ...ANNA, contact: 2 })).toEqual([]);
    expect(await waiting()).toEqual([message.id]);
    const shows = await Promise.all([
      browsers.messages.show(message.id, ANNA),
      browsers.messages.show(message.id, ANNA),
    ]);
    expect(shows.filter(Boolean)).toHaveLength(1);
    expect(await browsers.message(message.id)).toMatchObject({ status: 'sent', provider: 'browser', verdict: 'send' });
    expect(await waiting()).toEqual([]);
  });

  test('nobody shows what waits for somebody else', async () => {
    const { message } = await browsers.onsite();
    expect(await browsers.messages.show(message.id, { ...ANNA, contact: 2 })).toBeUndefined();
    expect(await browsers.messages.show(message.id, { ...ANNA, contact: null, anonymousId: '' })).toBeUndefined();
    expect(await browsers.messages.show(message.id, { ...ANNA, workspace: 2 })).toBeUndefined();
  });

  test("it says the name only where the browser is proven to be the contact's", async () => {
    const { message } = await browsers.onsite();
    const [texts] = readOnsite(message.content).texts;
    expect([texts!.own.texts.title, texts!.open.texts.title]).toEqual(['Hello Anna', 'Hello you']);
  });

  test('consent is asked when it is shown, not when it was written', async () => {
    const { message } = await browsers.onsite();
    await browsers.says(1, 'withdrawn', { channel: 'onsite' });
    expect(await browsers.messages.show(message.id, ANNA)).toBeUndefined();
    expect(await browsers.message(message.id)).toMatchObject({ status: 'skipped', reasonCode: 'CONSENT_WITHDRAWN' });
    expect((await browsers.onsite()).message).toMatchObject({ verdict: 'skip' });
  });

  test('a frequency cap puts it off, and a later page shows it', async () => {
    await replaceSendingRules(database, 1, { caps: [{ channel: 'onsite', count: 1, amount: 1, unit: 'days' }] });
    const [first, second] = [await browsers.onsite(), await browsers.onsite({ step: 'another' })];
    expect(await browsers.messages.show(first.message.id, ANNA)).toBeDefined();
    browsers.clock.time += 1_000;
    expect(await browsers.messages.show(second.message.id, ANNA)).toBeUndefined();
    expect(await browsers.message(second.message.id)).toMatchObject({
      status: 'queued',
      verdict: 'defer',
      reasonCode: 'CAP_REACHED',
    });
    expect(await waiting()).toEqual([]);
    browsers.clock.time += DAY;
    expect(await waiting()).toEqual([second.message.id]);
  });

  test.each([
    ['once', 400, false],
    [30, 29, false],
    [30, 31, true],
    ['always', 0, true],
  ] as const)('a step that repeats %p is shown again after %d days: %p', async (repeat, days, isShown) => {
    const first = await browsers.onsite({ repeat });
    await browsers.messages.show(first.message.id, ANNA);
    browsers.clock.time += days * DAY;
    const { message } = await browsers.onsite({ repeat });
    expect((await browsers.messages.show(message.id, ANNA)) !== undefined).toBe(isShown);
    if (!isShown) expect(await browsers.message(message.id)).toMatchObject({ reasonCode: 'ONSITE_SHOWN_BEFORE' });
    const other = await browsers.onsite({ repeat, step: 'another' });
    expect(await browsers.messages.show(other.message.id, ANNA)).toBeDefined();
  });

  test('whose time is over is not shown, and is said to be', async () => {
    const { message } = await browsers.onsite({ expiresInHours: 2 });
    const { message: longer } = await browsers.onsite({ expiresInHours: 4 });
    browsers.clock.time += 3 * 3_600_000;
    expect(await waiting()).toEqual([longer.id]);
    await browsers.expiry.look();
    expect(await browsers.message(message.id)).toMatchObject({
      status: 'skipped',
      verdict: 'skip',
      reasonCode: 'ONSITE_EXPIRED',
    });
    expect(await browsers.message(longer.id)).toMatchObject({ status: 'queued' });
  });

  test('a visitor of whom nobody knows is shown it in one of all its languages, also once they are known', async () => {
    const contents = [
      { language: 'en', title: 'Hello' },
      { language: 'ar', title: 'مرحبا' },
    ];
    const { message } = await browsers.onsite({ contact: null, visitor: BROWSER, contents });
    expect(readOnsite(message.content).texts.map(({ own }) => own.direction)).toEqual(['ltr', 'rtl']);
    expect(await waiting({ ...ANNA, contact: null as never })).toEqual([message.id]);
    expect(await waiting()).toEqual([message.id]);
    const { message: here } = await browsers.onsite({ visitor: BROWSER });
    expect(await waiting({ ...ANNA, anonymousId: 'another-browser-of-hers' })).toEqual([]);
    expect((await waiting()).sort()).toEqual([message.id, here.id].sort());
    const nobody = await browsers.onsite({ contact: null });
    expect(nobody.message).toMatchObject({ verdict: 'skip', reasonCode: 'CONTACT_HAS_NO_ADDRESS' });
  });

  test('what waits for a browser holds up no mail', async () => {
    await browsers.onsite({ step: 'high' });
    const facts = await database.all('SELECT due_at FROM message WHERE status = ?', ['queued']);
    expect(facts).toHaveLength(1);
    const about = {
      id: 'x',
      workspace: 1,
      contact: 1,
      channel: 'email',
      purpose: 'promotional',
      recipient: 'a@b.example',
    } as const;
    expect((await readFacts(database, about)).nextDueAt).toBeNull();
  });

  test.each([{ title: ' ' }, { button: 'Go' }])('a message without words is none: %p', async (content) => {
    await expect(browsers.onsite({ contents: [{ language: 'en', ...content }] })).rejects.toMatchObject({
      code: 'ONSITE_CONTENT_INVALID',
    });
  });
});
