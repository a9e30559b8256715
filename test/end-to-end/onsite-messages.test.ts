import type { Browser, BrowserContext, Page } from 'playwright-core';

import { describeInBrowser, openBrowser } from '../support/browser';
import { startHttpServer, type HttpAnswer, type HttpServer } from '../support/http-server';
import { done, type JourneyNode } from '../support/journey';
import { openTestApp, type TestApp } from '../support/open-test-app';

const PERSON = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
/** Where screenshots are kept to be looked at; nowhere where left out. */
const SHOTS = process.env.AFTERCART_TEST_SCREENSHOTS;

/** For machines that have much else to do. */
const PATIENCE = 120_000;
jest.setTimeout(2 * PATIENCE);

const LANGUAGES = {
  values: [
    {
      language: 'en',
      title: 'Before you go{{#if contact.firstName}}, {{contact.firstName}}{{/if}}',
      text: 'Take 10 % off with HELLO10.',
      button: 'Take it',
      url: '{{landing}}',
    },
    {
      language: 'he',
      title: 'רגע לפני שהולכים',
      text: '10% הנחה עם הקוד HELLO10.',
      button: 'לקבל',
      url: '{{landing}}',
    },
    { language: 'ar', title: 'قبل أن تغادروا', text: 'خصم 10% مع الرمز HELLO10.', button: 'خذوه', url: '{{landing}}' },
  ],
};

describeInBrowser('a shop page on which messages are shown', () => {
  let app: TestApp;
  let shop: HttpServer;
  let browser: Browser;
  let context: BrowserContext;
  let key = '';
  let secret = '';
  let language = 'en';

  beforeAll(async () => {
    browser = await openBrowser(`--user-agent=${PERSON}`);
    app = await openTestApp({ AFTERCART_PUBLIC_URL: '' });
    shop = await startHttpServer(({ path }) => pageOf(path));
    const { body } = await app.api('POST', '/sites', {
      name: 'Shop',
      settings: { allowedOrigins: [shop.url], consent: 'none', idleSeconds: 1 },
    });
    ({ writeKey: key, secretKey: secret } = body as { writeKey: string; secretKey: string });
    await app.api('PUT', '/brand', { name: 'Olive & Co', colors: { primary: '#0f766e', onPrimary: '#ffffff' } });
  });

  afterAll(async () => {
    await shop.close();
    await app.close();
    await browser.close();
  });

  beforeEach(async () => {
    language = 'en';
    context = await browser.newContext({ viewport: { width: 1_000, height: 700 } });
    context.setDefaultTimeout(PATIENCE);
    await context.addInitScript('Object.defineProperty(Navigator.prototype, "webdriver", { get: () => false })');
  });

  afterEach(async () => {
    await context.close();
  });

  /** As strict as a shop can be: nothing but the server's script runs, and no style stands in the page. */
  function pageOf(path: string): HttpAnswer {
    const policy = `default-src 'none'; script-src ${app.url}; connect-src ${app.url}; style-src 'none'; img-src 'self'`;
    return {
      headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
      body: `<!doctype html><html lang="${language}" dir="${language === 'en' ? 'ltr' : 'rtl'}"><title>${path}</title>
        <script async src="${app.url}/site.js?key=${key}"></script>
        <h1>Olive oil</h1><p>Cold pressed.</p><a href="/cart">Cart</a> <button>Buy</button>
        ${'<p>More about olives.</p>'.repeat(30)}`,
    };
  }

  async function open(path = '/'): Promise<{ page: Page; complaints: string[] }> {
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (/Content Security Policy|CORS/.test(message.text())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(`${shop.url}${path}`);
    await page.waitForFunction('window.aftercart && !Array.isArray(window.aftercart)');
    return { page, complaints };
  }

  /** The shop's server says whose browser it is, as it does after a log-in. */
  async function logIn(page: Page, email: string, traits: object = {}): Promise<void> {
    const anonymousId = await page.evaluate('aftercart.visitor()');
    const answer = await fetch(`${app.url}/v1/identify`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${secret}:`).toString('base64')}` },
      body: JSON.stringify({ anonymousId, userId: email, traits: { email, ...traits } }),
    });
    expect(await answer.json()).toMatchObject({ accepted: 1 });
  }

  const waitForClick: JourneyNode = {
    name: 'Wait',
    type: 'n8n-nodes-aftercart.waitForEvent',
    parameters: {
      arms: { values: [{ name: 'Clicked', waitFor: 'event', events: [], otherEvents: 'message.clicked' }] },
    },
    output: 1,
  };
  const on = (event: string, node: object, ...then: JourneyNode[]) =>
    app.activate([
      { name: 'Event', type: 'n8n-nodes-aftercart.eventTrigger', parameters: { events: [event] } },
      {
        name: 'Message',
        type: 'n8n-nodes-aftercart.showOnsiteMessage',
        parameters: {
          languages: LANGUAGES,
          options: { data: JSON.stringify({ landing: `${shop.url}/cart` }) },
          ...node,
        },
      },
      ...then,
    ]);

  /** Its only execution has ended well. */
  const ended = (workflow: string) =>
    app.until(
      () => app.executionsOf(workflow),
      ([first]) => first?.status === 'success',
      PATIENCE,
    );
  const look = async (page: Page, name: string): Promise<void> => {
    if (SHOTS !== undefined) await page.screenshot({ path: `${SHOTS}/${name}.png` });
  };
  const eventsOf = async (email: string): Promise<string[]> => {
    const { body } = await app.api('GET', `/contacts?email=${encodeURIComponent(email)}`);
    const [contact] = (body as { data: Array<{ id: number }> }).data;
    if (!contact) return [];
    const events = await app.api('GET', `/events?contactId=${contact.id}&limit=100`);
    return (events.body as { data: Array<{ type: string }> }).data.map(({ type }) => type);
  };
  const leave = (page: Page) =>
    page.evaluate('document.dispatchEvent(new MouseEvent("mouseout", { clientY: -1, relatedTarget: null }))');

  test('whoever is about to leave is held by a pop-up, and its click is a click of the message', async () => {
    const workflow = await on('checkout.started', { kind: 'popup', moment: 'exit' });
    const { page, complaints } = await open();
    await logIn(page, 'anna@example.com', { firstName: 'Anna' });
    await page.evaluate('aftercart.track("Checkout Started")');
    await ended(workflow);
    await page.reload();
    await page.waitForFunction('window.aftercart && !Array.isArray(window.aftercart)');
    const popup = page.getByRole('dialog');
    await page.waitForTimeout(700);
    expect(await popup.count()).toBe(0);

    await page.getByRole('button', { name: 'Buy' }).focus();
    const before = await page.evaluate('document.querySelector("h1").getBoundingClientRect().y');
    await leave(page);
    await popup.waitFor();
    expect(await popup.textContent()).toContain('Before you go, Anna');
    expect(await page.evaluate('document.querySelector("h1").getBoundingClientRect().y')).toBe(before);
    await look(page, 'popup-en');

    // Tab goes round within it, in both directions.
    const focused = () =>
      page.evaluate('document.querySelector("[data-aftercart-message]").shadowRoot.activeElement?.className');
    const seen: unknown[] = [];
    for (let press = 0; press < 4; press++) {
      seen.push(await focused());
      await page.keyboard.press('Tab');
    }
    expect(seen.slice(0, 2).sort()).toEqual(['a', 'c']);
    expect(seen.slice(2)).toEqual(seen.slice(0, 2));
    await page.keyboard.press('Shift+Tab');
    expect(['a', 'c']).toContain(await focused());

    await popup.getByRole('link', { name: 'Take it' }).click();
    await page.waitForURL('**/cart');
    const told = await app.until(
      () => eventsOf('anna@example.com'),
      (types) => types.includes('message.clicked'),
      PATIENCE,
    );
    expect(told.filter((type) => type.startsWith('message.')).sort()).toEqual(['message.clicked', 'message.opened']);
    expect(complaints).toEqual([]);
    await app.live.deactivate(1, workflow);
  });

  test('Escape closes it, the focus goes back, and it does not come again', async () => {
    const workflow = await on('form.submitted', { kind: 'popup', moment: 'now' });
    const { page } = await open();
    await logIn(page, 'dana@example.com');
    await page.getByRole('button', { name: 'Buy' }).focus();
    await page.evaluate('aftercart.track("Form Submitted")');
    const popup = page.getByRole('dialog');
    await popup.waitFor();
    await page.keyboard.press('Escape');
    await popup.waitFor({ state: 'detached' });
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Buy');
    const told = await app.until(
      () => eventsOf('dana@example.com'),
      (types) => types.includes('message.dismissed'),
      PATIENCE,
    );
    expect(told.filter((type) => type.startsWith('message.')).sort()).toEqual(['message.dismissed', 'message.opened']);

    // The step has shown it to her: a second entry does not, not even on a page of another visit.
    await page.evaluate('aftercart.track("Form Submitted")');
    await app.until(
      () => app.executionsOf(workflow),
      (all) => all.length === 2 && all.every(({ status }) => status === 'success'),
      PATIENCE,
    );
    await page.evaluate('sessionStorage.clear()');
    await page.reload();
    const skipped = async () => {
      const { body } = await app.api('GET', '/messages?limit=50');
      return (body as { data: any[] }).data.find(
        ({ workflowId, status }) => workflowId === workflow && status === 'skipped',
      );
    };
    expect((await app.until(skipped, (message) => message !== undefined, PATIENCE)).reasonCode).toBe(
      'ONSITE_SHOWN_BEFORE',
    );
    expect(await popup.count()).toBe(0);
    await app.live.deactivate(1, workflow);
  });

  test.each([
    ['he', 'noa@example.com', 'רגע לפני שהולכים'],
    ['ar', 'layla@example.com', 'قبل أن تغادروا'],
  ])(
    'a contact who reads %s is offered help from right to left when a card is not taken',
    async (tag, email, title) => {
      language = tag;
      const workflow = await on(
        'payment.card_error',
        { kind: 'chat', moment: 'cardError', purpose: 'transactional' },
        waitForClick,
        done,
      );
      const { page } = await open();
      await logIn(page, email, { locale: tag });
      await page.getByRole('button', { name: 'Buy' }).focus();
      await page.evaluate('aftercart.track("Payment Card Error", { code: "card_declined" })');
      const chat = page.getByRole('region', { name: title });
      await chat.waitFor();
      // It takes nothing from the page: neither the focus nor its place.
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Buy');
      const { x } = (await chat.boundingBox())!;
      expect(x).toBeLessThan(100);
      expect(await chat.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');
      await look(page, `chat-${tag}`);
      await chat.getByRole('link').click();
      await ended(workflow);
      await app.live.deactivate(1, workflow);
    },
  );

  test('a browser in which somebody only typed an address is not told what the shop knows', async () => {
    const workflow = await on('checkout.started', { kind: 'banner', moment: 'now' });
    await app.api('POST', '/contacts', { email: 'eve@example.com', firstName: 'Eve' });
    const { page } = await open();
    await page.evaluate('aftercart.identify("eve@example.com")');
    await app.until(
      () => eventsOf('eve@example.com'),
      (types) => types.includes('page.viewed'),
      PATIENCE,
    );
    await page.evaluate('aftercart.track("Checkout Started")');
    const banner = page.getByRole('region', { name: 'Before you go' });
    await banner.waitFor();
    expect(await banner.textContent()).not.toContain('Eve');
    await look(page, 'banner-en');
    await banner.getByRole('button', { name: 'Close' }).click();
    await banner.waitFor({ state: 'detached' });
    await app.live.deactivate(1, workflow);
  });

  test('a visitor whom nobody knows is shown what is meant for their browser, in the language of the page', async () => {
    language = 'he';
    const { page } = await open();
    const visitor = await page.evaluate('aftercart.visitor()');
    const { status, body } = await app.api('POST', '/hub/onsite', {
      contact: {},
      visitor,
      contents: LANGUAGES.values,
      ...{ kind: 'popup', moment: 'idle', purpose: 'promotional', data: {}, step: 'by hand', itemIndex: 0 },
      idempotencyKey: 'once',
    });
    expect({ status, body }).toMatchObject({ status: 200, body: { verdict: 'send', recipient: visitor } });
    await page.reload();
    await page.getByRole('dialog', { name: 'רגע לפני שהולכים' }).waitFor();
    await page.setViewportSize({ width: 390, height: 780 });
    await look(page, 'popup-he-phone');
    await page.mouse.click(5, 5); // beside it
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  test('of two open pages one shows it', async () => {
    const workflow = await on('checkout.started', { kind: 'banner', moment: 'now', repeat: 'always' });
    const { page } = await open();
    await logIn(page, 'twice@example.com');
    const { page: other } = await open('/other');
    await page.evaluate('aftercart.track("Checkout Started")');
    await other.evaluate('aftercart.track("Custom Look")');
    const shown = async () => (await page.getByRole('region').count()) + (await other.getByRole('region').count());
    await app.until(shown, (count) => count > 0, PATIENCE);
    await page.waitForTimeout(1_500);
    expect(await shown()).toBe(1);
    await app.live.deactivate(1, workflow);
  });
});
