import { silentLogger, systemClock } from '../../../packages/runtime/src/shared';
import { PruneVisitors } from '../../../packages/runtime/src/sites';
import { databaseSettings, type DatabaseSettings } from '../../support/databases';
import { openTestApp, type TestApp } from '../../support/open-test-app';

const BROWSER = 'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const VISITOR = 'a3f1c2d4e5b60718293a4b5c6d7e8f90';
const OTHER = 'b3f1c2d4e5b60718293a4b5c6d7e8f90';

interface SiteAnswer {
  readonly id: string;
  readonly writeKey: string;
  readonly secretKey: string;
  readonly counts: ReadonlyArray<{ outcome: string; messages: number }>;
}

describe.each(databaseSettings())('site tracking on %s', (_name, make) => {
  let settings: DatabaseSettings;
  let app: TestApp;
  let site: SiteAnswer;
  let ids = 0;

  beforeEach(async () => {
    settings = await make();
    app = await openTestApp(settings.env);
    const created = await app.api('POST', '/sites', {
      name: 'Olive & Co',
      settings: { allowedOrigins: ['https://shop.example'], consent: 'none', currency: 'EUR' },
    });
    expect(created.status).toBe(201);
    site = created.body as SiteAnswer;
  });

  afterEach(async () => {
    await app.close();
    await settings.drop();
  });

  async function send(kind: string, body: unknown, headers: Record<string, string> = {}) {
    const answer = await fetch(`${app.url}/v1/${kind}`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain', 'user-agent': BROWSER, origin: 'https://shop.example', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, any> };
  }

  /** As site.js sends it. */
  const browser = (kind: string, message: object) =>
    send(kind, { writeKey: site.writeKey, messageId: `m${ids++}`, anonymousId: VISITOR, ...message });

  /** As the libraries of Segment send it from a server. */
  const server = (kind: string, body: object, key = site.secretKey) =>
    send(kind, body, {
      authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}`,
      'content-type': 'application/json',
      'user-agent': 'analytics-node/2.3.0',
      origin: '',
    });

  async function contacts(): Promise<any[]> {
    return ((await app.api('GET', '/contacts')).body as { data: any[] }).data;
  }

  async function eventsOf(contact: number): Promise<any[]> {
    return ((await app.api('GET', `/events?contact=${contact}`)).body as { data: any[] }).data;
  }

  const typesOf = async (contact: number) => (await eventsOf(contact)).map(({ type }) => type).reverse();

  async function counts(): Promise<Record<string, number>> {
    const { body } = await app.api('GET', `/sites/${site.id}`);
    return Object.fromEntries((body as SiteAnswer).counts.map(({ outcome, messages }) => [outcome, messages]));
  }

  const rows = async (table: string) =>
    Number((await app.database.get<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`))?.n);

  test('a visitor whom nobody knows costs no contact, and their history joins the contact who signs up', async () => {
    await browser('page', {
      context: { page: { url: 'https://shop.example/oil?key=wc_1&utm_source=x#a', path: '/oil' } },
    });
    await browser('track', {
      event: 'Product Viewed',
      properties: { product_id: '7', sku: 'OIL', name: 'Oil', price: '12.50' },
    });
    expect(await contacts()).toEqual([]);
    expect(await rows('event')).toBe(0);

    const answer = await browser('identify', { traits: { email: 'Anna@Example.com', firstName: 'Anna' } });
    expect(answer.body).toEqual({ success: true });
    const [anna] = await contacts();
    expect(anna).toMatchObject({ email: 'anna@example.com', firstName: 'Anna' });
    expect(await typesOf(anna.id)).toEqual(['contact.created', 'page.viewed', 'product.viewed']);
    const [viewed, page] = await eventsOf(anna.id);
    expect(viewed.payload.product).toMatchObject({ id: '7', sku: 'OIL', name: 'Oil', price: 12.5 });
    expect(page.payload.page.url).toBe('https://shop.example/oil?utm_source=x');
    expect([await rows('visitor'), await rows('visitor_event')]).toEqual([0, 0]);

    await browser('track', { event: 'Product Added', properties: { product_id: 7, quantity: 2 } });
    expect((await typesOf(anna.id)).at(-1)).toBe('product.added_to_cart');
  });

  test('what a visitor did a moment before signing up enters a journey; older history does not', async () => {
    const journey = await app
      .activate([
        {
          name: 'Added',
          type: 'n8n-nodes-aftercart.wooCommerceTrigger',
          parameters: { events: ['product.added_to_cart'] },
        },
      ])
      .catch((error: unknown) => error);
    expect(typeof journey).toBe('string');
    await browser('track', {
      event: 'Product Added',
      properties: { product_id: '1' },
      timestamp: new Date(Date.now() - 3_600_000).toISOString(),
      sentAt: new Date().toISOString(),
    });
    await browser('track', { event: 'Product Added', properties: { product_id: '2' } });
    await browser('identify', { traits: { email: 'anna@example.com' } });
    const found = await app.until(
      () => app.executionsOf(journey as string),
      (all) => all.length > 0,
    );
    expect(found).toHaveLength(1);
  });

  test('a message that comes twice counts once, before and after its visitor is known', async () => {
    const message = {
      event: 'Checkout Started',
      messageId: 'same',
      properties: { products: [{ product_id: '1', price: 5, quantity: 2 }] },
    };
    await browser('track', message);
    await browser('track', message);
    await browser('identify', { traits: { email: 'anna@example.com' } });
    await browser('track', message);
    const [anna] = await contacts();
    expect(await typesOf(anna.id)).toEqual(['contact.created', 'checkout.started']);
    expect((await eventsOf(anna.id))[0].payload.cart).toMatchObject({
      total: 10,
      currency: 'EUR',
      lines: [{ productId: '1', quantity: 2 }],
    });
    expect(await counts()).toMatchObject({ accepted: 2, duplicate: 2 });
  });

  test('a stranger with the public key changes nothing of a known contact, reads nothing, and grants no consent', async () => {
    const { body } = await app.api('POST', '/contacts', {
      email: 'ben@example.com',
      firstName: 'Ben',
      phone: '+972502345678',
    });
    const ben = (body as any).contact ?? body;
    const answer = await browser('identify', {
      userId: 'ben@example.com',
      traits: { email: 'ben@example.com', firstName: 'Evil', phone: '+972545678901', consent: true, country: 'RU' },
    });
    expect(answer.body).toEqual({ success: true });
    const [after] = await contacts();
    expect(after).toMatchObject({ id: ben.id, firstName: 'Ben', phone: '+972502345678', country: null });
    expect(await rows('consent')).toBe(0);
    // The browser is Ben's now; a second address does not become his, nor does anybody merge.
    await app.api('POST', '/contacts', { email: 'carla@example.com' });
    await browser('identify', { traits: { email: 'carla@example.com' } });
    await browser('identify', { traits: { email: 'nobody@example.com' } });
    expect((await contacts()).map(({ email }) => email).sort()).toEqual(['ben@example.com', 'carla@example.com']);
    expect(await counts()).toMatchObject({ accepted: 1, identity_conflict: 2 });
  });

  test('a browser cannot speak for somebody by name, nor report orders and consents', async () => {
    await app.api('POST', '/contacts', { email: 'ben@example.com' });
    const [ben] = await contacts();
    await send('track', { writeKey: site.writeKey, userId: 'ben@example.com', event: 'Product Viewed' });
    await browser('track', { userId: 'ben@example.com', event: 'order.placed' });
    await browser('track', { userId: 'ben@example.com', event: 'consent.granted' });
    expect(await typesOf(ben.id)).toEqual(['contact.created']);
    const kept = await app.database.all<{ type: string }>('SELECT type FROM visitor_event ORDER BY id');
    expect(kept.map(({ type }) => type)).toEqual(['custom.order_placed', 'custom.consent_granted']);
    expect(await counts()).toMatchObject({ anonymous_id_missing: 1 });
  });

  test('a server sends a batch as analytics-node does, and is told what was taken', async () => {
    await app.api('POST', '/attributes', { name: 'plan', type: 'text' });
    const now = new Date();
    const message = (type: string, more: object) => ({
      type,
      messageId: `node-next-${ids++}`,
      timestamp: now.toISOString(),
      _metadata: { nodeVersion: '24.1.0' },
      context: { library: { name: '@segment/analytics-node', version: '2.3.0' } },
      integrations: {},
      ...more,
    });
    const answer = await server('batch', {
      batch: [
        message('track', {
          anonymousId: VISITOR,
          event: 'Cart Viewed',
          properties: { cart_id: 'c1', products: [{ sku: 'A', price: 3 }] },
        }),
        message('identify', {
          userId: 'dan@example.com',
          anonymousId: VISITOR,
          traits: { firstName: 'Dan', plan: 'gold', phone: 'rubbish', unknown: 1 },
        }),
        message('track', { userId: 'dan@example.com', event: 'Subscription Renewed', properties: { months: 3 } }),
        message('page', { userId: 'dan@example.com', name: 'Home', properties: { url: 'https://shop.example/' } }),
        message('screen', { userId: 'dan@example.com', name: 'Start' }),
        message('group', { userId: 'dan@example.com', groupId: 'g' }),
        message('alias', { userId: 'dan@example.com', previousId: OTHER }),
        message('track', { userId: 'stranger@example.com', event: 'Product Viewed' }),
        message('nonsense', { userId: 'dan@example.com' }),
      ],
      sentAt: now.toISOString(),
    });
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.body).toEqual({
      success: true,
      accepted: 7,
      refused: [
        { index: 7, reason: 'person_unknown' },
        { index: 8, reason: 'message_invalid' },
      ],
    });
    const [dan] = await contacts();
    expect(dan).toMatchObject({
      email: 'dan@example.com',
      firstName: 'Dan',
      phone: null,
      attributes: { plan: 'gold' },
    });
    expect(await typesOf(dan.id)).toEqual(
      expect.arrayContaining(['cart.updated', 'custom.subscription_renewed', 'page.viewed']),
    );
    await browser('track', { anonymousId: OTHER, event: 'Idle' });
    expect((await typesOf(dan.id)).at(-1)).toBe('site.idle');
  });

  test('a clock that is wrong by a day is corrected by what the sender says of its own time', async () => {
    const wrong = Date.now() - 86_400_000;
    await browser('track', {
      event: 'Idle',
      timestamp: new Date(wrong - 60_000).toISOString(),
      sentAt: new Date(wrong).toISOString(),
    });
    await browser('track', { event: 'Idle', timestamp: '2099-01-01T00:00:00Z' });
    const [first, second] = await app.database.all<{ at: number }>(
      'SELECT occurred_at AS at FROM visitor_event ORDER BY id',
    );
    expect(Math.abs(Date.now() - 60_000 - Number(first?.at))).toBeLessThan(10_000);
    expect(Number(second?.at)).toBeLessThanOrEqual(Date.now());
  });

  test('hostile input is refused or cut down, and stores nothing half', async () => {
    const deep = `{"writeKey":"${site.writeKey}","x":${'['.repeat(50)}${']'.repeat(50)}}`;
    expect((await send('track', deep)).body.code).toBe('BODY_INVALID');
    expect((await send('track', '{"writeKey":')).body.code).toBe('BODY_NOT_JSON');
    expect((await send('track', '[1]')).body.code).toBe('BODY_INVALID');
    expect((await send('track', 'x'.repeat(600_000))).status).toBe(413);
    expect((await send('track', { event: 'x' })).body.code).toBe('SITE_KEY_MISSING');
    expect((await send('track', { writeKey: 'wk_nobody' })).body.code).toBe('SITE_KEY_WRONG');
    expect((await browser('batch', { batch: 'no' })).body.code).toBe('TRACKING_INVALID');
    expect((await browser('batch', { batch: Array.from({ length: 51 }, () => ({})) })).body.code).toBe(
      'TRACKING_INVALID',
    );
    for (const batch of [[null, 1, 'x', [], {}, { type: 'track', anonymousId: { a: 1 }, event: 3 }]]) {
      expect((await browser('batch', { batch })).status).toBe(200);
    }
    await browser('track', { event: 'Big', properties: { text: 'x'.repeat(40_000) } });
    expect(await rows('visitor_event')).toBe(0);

    await send(
      'track',
      `{"writeKey":"${site.writeKey}","anonymousId":"${VISITOR}","event":"Product\\u0000 \\u202eViewed","properties":{"__proto__":{"polluted":1},"constructor":{"prototype":{}},"product_id":"1","name":"a\\u0000b\\u202ec\\ud800","url":"javascript:alert(1)","price":-5,"wide":${JSON.stringify(Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`k${at}`, at])))}}}`,
    );
    expect(({} as any).polluted).toBeUndefined();
    await browser('identify', { traits: { email: 'anna@example.com', firstName: '<b>\u202eAnna' } });
    const [anna] = await contacts();
    const [event] = await eventsOf(anna.id);
    expect(event.type).toBe('product.viewed');
    expect(event.payload.product).toMatchObject({ id: '1', name: 'abc', url: null, price: null });
    expect(Object.keys(event.payload.properties.wide)).toHaveLength(100);
    expect(Object.keys(event.payload.properties)).not.toContain('constructor');
    expect(anna.firstName).toBe('<b>Anna');
    expect(await counts()).toMatchObject({
      message_too_large: 1,
      batch_too_large: 51,
      message_invalid: 5,
      anonymous_id_missing: 2,
    });
  });

  test('pages of other origins are turned away, and browsers that ask beforehand are answered', async () => {
    const refused = await send(
      'track',
      { writeKey: site.writeKey, anonymousId: VISITOR, event: 'Idle' },
      { origin: 'https://evil.example' },
    );
    expect([refused.status, refused.body.code]).toEqual([403, 'ORIGIN_NOT_ALLOWED']);
    expect(refused.headers.get('access-control-allow-origin')).toBeNull();
    const taken = await browser('track', { event: 'Idle' });
    expect(taken.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    const ask = async (origin: string) =>
      (
        await fetch(`${app.url}/v1/batch`, {
          method: 'OPTIONS',
          headers: { origin, 'access-control-request-method': 'POST' },
        })
      ).headers.get('access-control-allow-origin');
    expect(await ask('https://shop.example')).toBe('https://shop.example');
    expect(await ask('https://evil.example')).toBeNull();
  });

  test('machines and those who are too fast are not counted as visitors, and the operator sees how many', async () => {
    for (const agent of [
      'Googlebot/2.1 (+http://www.google.com/bot.html)',
      'curl/8.5.0',
      BROWSER.replace('Chrome', 'HeadlessChrome'),
    ]) {
      await send('track', { writeKey: site.writeKey, anonymousId: VISITOR, event: 'Idle' }, { 'user-agent': agent });
    }
    await browser('track', { event: 'Idle', context: { webdriver: true } });
    expect(await rows('visitor_event')).toBe(0);
    const batch = Array.from({ length: 50 }, (_, at) => ({
      type: 'track',
      anonymousId: VISITOR,
      messageId: `f${at}`,
      event: 'Idle',
    }));
    await browser('batch', { batch });
    await browser('batch', { batch: batch.map((each, at) => ({ ...each, messageId: `g${at}` })) });
    const counted = await counts();
    expect(counted.bot).toBe(4);
    expect(counted.too_fast).toBeGreaterThanOrEqual(30);
    expect(await rows('visitor_event')).toBeLessThanOrEqual(70);
    const answers = await Promise.all(Array.from({ length: 8 }, () => browser('batch', { batch })));
    const busy = answers.find(({ status }) => status === 429);
    expect(busy?.headers.get('retry-after')).toBe('10');
    expect((await counts()).rate_limited_ip).toBeGreaterThan(0);
  });

  test('a visitor keeps 500 events at most, and what is old is forgotten', async () => {
    for (let round = 0; round < 3; round++) {
      const batch = Array.from({ length: 250 }, (_, at) => ({
        type: 'track',
        anonymousId: VISITOR,
        messageId: `${round}.${at}`,
        event: 'Idle',
      }));
      await server('batch', { batch });
    }
    expect(await rows('visitor_event')).toBeLessThanOrEqual(500);
    await app.database.write((tx) => tx.run('UPDATE visitor_event SET received_at = 1'));
    await app.database.write((tx) => tx.run('UPDATE visitor SET last_seen_at = 1'));
    await app.visitorPruning.look();
    expect([await rows('visitor'), await rows('visitor_event')]).toEqual([0, 0]);
  });

  test('what visitors do on a site that is made while old visits are forgotten stays', async () => {
    const all = async () => {
      const known = await app.sites.all();
      site = (
        await app.api('POST', '/sites', {
          name: 'Another',
          settings: { allowedOrigins: ['https://shop.example'], consent: 'none' },
        })
      ).body as SiteAnswer;
      await browser('track', { event: 'Idle' });
      return known;
    };
    const { database, events, route } = app;
    const ports = { events, route, remember: route };
    await new PruneVisitors({ database, sites: { all }, clock: systemClock, logger: silentLogger, ports }).look();
    expect([await rows('visitor'), await rows('visitor_event')]).toEqual([1, 1]);
  });

  test('an old write key goes on for some hours; an old secret key ends at once', async () => {
    const rotated = (await app.api('POST', `/sites/${site.id}/rotate-key`, { key: 'write' })).body as SiteAnswer;
    expect(rotated.writeKey).not.toBe(site.writeKey);
    expect((await browser('track', { event: 'Idle' })).status).toBe(200);
    const ended = (await app.api('POST', `/sites/${site.id}/rotate-key`, { key: 'write', keepHours: 0 }))
      .body as SiteAnswer;
    expect((await browser('track', { event: 'Idle' })).status).toBe(401);
    expect((await browser('track', { event: 'Idle', writeKey: ended.writeKey })).status).toBe(200);
    await app.api('POST', `/sites/${site.id}/rotate-key`, { key: 'secret' });
    expect((await server('track', { userId: 'a@b.example', event: 'Idle' })).status).toBe(401);
    expect(JSON.stringify((await app.api('GET', '/sites')).body)).not.toContain('sk_');
  });

  test('settings that cannot be are refused with the reason', async () => {
    const change = (given: object) => app.api('PATCH', `/sites/${site.id}`, { settings: given });
    expect(await change({ allowedOrigins: ['https://shop.example/path'] })).toMatchObject({
      status: 400,
      body: { code: 'SITE_INVALID' },
    });
    expect((await change({ consent: 'maybe' })).status).toBe(400);
    expect((await change({ allowedOrigins: ['https://*.shop.example', '*'], retentionDays: 7 })).body).toMatchObject({
      settings: { retentionDays: 7, consent: 'none' },
    });
    expect((await app.api('GET', '/sites/none')).body).toMatchObject({ code: 'SITE_NOT_FOUND' });
  });
});
