import type { Browser, BrowserContext, Page } from 'playwright-core';

import { describeInBrowser, openBrowser } from '../support/browser';
import { freePort } from '../support/free-port';
import { startHttpServer, type HttpAnswer, type HttpServer } from '../support/http-server';
import { openTestApp, type TestApp } from '../support/open-test-app';
import { startPushService } from '../support/push-service';

const PERSON = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const SHOTS = process.env.AFTERCART_TEST_SCREENSHOTS;
/** For machines that have much else to do. */
const PATIENCE = 120_000;
jest.setTimeout(2 * PATIENCE);

describeInBrowser('a browser that takes push messages', () => {
  let app: TestApp;
  let shop: HttpServer;
  let service: Awaited<ReturnType<typeof startPushService>>;
  let browser: Browser;
  let context: BrowserContext;
  let key = '';
  let language = 'en';

  beforeAll(async () => {
    browser = await openBrowser(`--user-agent=${PERSON}`);
    service = await startPushService();
    // A worker is told where the server is: it cannot see where its script came from.
    const port = String(await freePort());
    app = await openTestApp({
      ...{ AFTERCART_PORT: port, AFTERCART_PUBLIC_URL: `http://127.0.0.1:${port}` },
      AFTERCART_PUSH_SERVICES: service.url,
    });
    shop = await startHttpServer(({ path }) => pageOf(path));
    const { body } = await app.api('POST', '/sites', {
      name: 'Shop',
      settings: { allowedOrigins: [shop.url], consent: 'none', push: 'gentle', pushAskAfterSeconds: 5 },
    });
    ({ writeKey: key } = body as { writeKey: string });
  });

  afterAll(async () => {
    await shop.close();
    await app.close();
    await service.close();
    await browser.close();
  });

  beforeEach(async () => {
    language = 'en';
    context = await browser.newContext({ viewport: { width: 900, height: 600 } });
    context.setDefaultTimeout(PATIENCE);
    await context.addInitScript('Object.defineProperty(Navigator.prototype, "webdriver", { get: () => false })');
  });

  afterEach(async () => {
    await context.close();
  });

  function pageOf(path: string): HttpAnswer {
    if (path === '/aftercart-worker.js') {
      return { headers: { 'content-type': 'text/javascript' }, body: `importScripts('${app.url}/push-worker.js');` };
    }
    return {
      headers: { 'content-type': 'text/html; charset=utf-8' },
      body: `<!doctype html><html lang="${language}" dir="${language === 'en' ? 'ltr' : 'rtl'}"><title>${path}</title>
        <script async src="${app.url}/site.js?key=${key}"></script>
        <h1>Olive oil</h1><button id="ask" onclick="aftercart.subscribe().then((is) => (document.title = 'subscribed ' + is))">Tell me</button>`,
    };
  }

  async function open(path = '/'): Promise<Page> {
    const page = await context.newPage();
    await page.goto(`${shop.url}${path}`);
    await page.waitForFunction('window.aftercart && !Array.isArray(window.aftercart)');
    return page;
  }

  /** The push service of the browser's maker is out of reach here: the subscription is that of a service of ours. */
  async function subscribable(name: string): Promise<void> {
    const { endpoint, keys } = service.subscribe(name);
    await context.grantPermissions(['notifications'], { origin: shop.url });
    await context.addInitScript(`{
      const subscription = { endpoint: ${JSON.stringify(endpoint)}, unsubscribe: async () => true,
        toJSON: () => (${JSON.stringify({ endpoint, keys })}) };
      PushManager.prototype.getSubscription = async () => window.subscribed ? subscription : null;
      PushManager.prototype.subscribe = async function (options) {
        window.subscribed = options;
        return subscription;
      };
    }`);
  }

  const contactsNamed = async (email: string) =>
    ((await app.api('GET', `/contacts?email=${encodeURIComponent(email)}`)).body as { data: Array<{ id: number }> })
      .data;
  const eventsOf = async (email: string): Promise<string[]> => {
    const [contact] = await contactsNamed(email);
    if (!contact) return [];
    const { body } = await app.api('GET', `/events?contactId=${contact.id}&limit=100`);
    return (body as { data: Array<{ type: string }> }).data.map(({ type }) => type);
  };

  test("it agrees by a click, is its contact's once they identify, shows what it is sent, and tells what becomes of it", async () => {
    await subscribable('laptop');
    const workflow = await app.activate([
      { name: 'Event', type: 'n8n-nodes-aftercart.eventTrigger', parameters: { events: ['checkout.started'] } },
      {
        name: 'Push',
        type: 'n8n-nodes-aftercart.sendPush',
        parameters: {
          languages: { values: [{ language: 'he', title: 'המחיר ירד', text: '₪49', url: 'https://shop.example/oil' }] },
        },
      },
    ]);
    const page = await open();
    await page.click('#ask');
    await page.waitForFunction('document.title === "subscribed true"');
    const options = await page.evaluate(
      '({ visible: subscribed.userVisibleOnly, length: subscribed.applicationServerKey.length })',
    );
    expect(options).toEqual({ visible: true, length: 65 });
    await page.evaluate('aftercart.identify("anna@example.com")');
    await app.until(
      () => contactsNamed('anna@example.com'),
      (all) => all.length === 1,
      PATIENCE,
    );
    await page.evaluate('aftercart.track("Checkout Started")');
    await app.until(
      async () => service.pushed.length,
      (count) => count === 1,
      PATIENCE,
    );
    expect(service.errors).toEqual([]);
    const { payload, claims } = service.pushed[0]!;
    expect(payload).toMatchObject({ title: 'המחיר ירד', text: '₪49', language: 'he', direction: 'rtl' });
    expect(claims.aud).toBe(service.url);

    // The browser's maker hands over what its service took.
    const cdp = await context.newCDPSession(page);
    const registered = new Promise<string>((resolve) => {
      cdp.on(
        'ServiceWorker.workerRegistrationUpdated',
        ({ registrations: [first] }) => first && resolve(first.registrationId),
      );
    });
    await cdp.send('ServiceWorker.enable');
    const registrationId = await registered;
    await cdp.send('ServiceWorker.deliverPushMessage', {
      origin: shop.url,
      registrationId,
      data: JSON.stringify(payload),
    });
    await app.until(
      () => eventsOf('anna@example.com'),
      (types) => types.includes('message.opened'),
      PATIENCE,
    );
    const [worker] = context.serviceWorkers();
    const shown = await worker!.evaluate(`registration.getNotifications().then(([one]) =>
      ({ title: one.title, body: one.body, dir: one.dir, lang: one.lang }))`);
    expect(shown).toEqual({ title: 'המחיר ירד', body: '₪49', dir: 'rtl', lang: 'he' });
    await worker!.evaluate(`registration.getNotifications().then(([notification]) =>
      self.dispatchEvent(new NotificationEvent('notificationclick', { notification })))`);
    await app.until(
      () => eventsOf('anna@example.com'),
      (types) => types.includes('message.clicked'),
      PATIENCE,
    );
    await app.live.deactivate(1, workflow);
  });

  test.each([
    ['en', 'May we send you news here?', 'Not now'],
    ['he', 'לשלוח לכם עדכונים לכאן?', 'לא עכשיו'],
    ['ar', 'هل نرسل إليكم الجديد هنا؟', 'ليس الآن'],
  ])(
    'the script asks in its own words (%s), never on the first page, and a no is a no for a month',
    async (tag, title, later) => {
      language = tag;
      const page = await open();
      const question = page.getByRole('region', { name: title });
      await page.waitForTimeout(6_000);
      expect(await question.count()).toBe(0);
      await page.goto(`${shop.url}/second`);
      expect(await question.count()).toBe(0);
      await question.waitFor();
      if (SHOTS !== undefined) await page.screenshot({ path: `${SHOTS}/push-question-${tag}.png` });
      await question.getByRole('button', { name: later }).click();
      await page.goto(`${shop.url}/third`);
      await page.waitForTimeout(6_000);
      expect(await question.count()).toBe(0);
      expect(await page.evaluate('Notification.permission')).not.toBe('granted');
    },
  );
});
