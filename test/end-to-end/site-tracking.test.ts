import type { Browser, BrowserContext, Page } from 'playwright-core';

import { describeInBrowser, openBrowser } from '../support/browser';
import { startHttpServer, type HttpAnswer, type HttpServer } from '../support/http-server';
import { openTestApp, type TestApp } from '../support/open-test-app';

const PERSON = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

describeInBrowser('a shop page with the script of its site', () => {
  let app: TestApp;
  let shop: HttpServer;
  let browser: Browser;
  let context: BrowserContext;
  let key = '';
  let id = '';

  beforeAll(async () => {
    // What is sent while a page ends does not go by the name that a context is given.
    browser = await openBrowser(`--user-agent=${PERSON}`);
  });

  afterAll(async () => {
    await browser.close();
  });

  beforeEach(async () => {
    app = await openTestApp({ AFTERCART_PUBLIC_URL: '' });
    shop = await startHttpServer(({ path }) => pageOf(path));
    const { body } = await app.api('POST', '/sites', {
      name: 'Shop',
      settings: { allowedOrigins: [shop.url], consent: 'none', idleSeconds: 1 },
    });
    ({ writeKey: key, id } = body as { writeKey: string; id: string });
    context = await browser.newContext();
    await context.addInitScript('Object.defineProperty(Navigator.prototype, "webdriver", { get: () => false })');
  });

  afterEach(async () => {
    await context.close();
    await shop.close();
    await app.close();
  });

  /** Nothing but the server's script may run, and nothing inline. */
  function pageOf(path: string): HttpAnswer {
    if (path === '/shop.js') return { headers: { 'content-type': 'text/javascript' }, body: SHOP_SCRIPT };
    const policy = `default-src 'none'; script-src 'self' ${app.url}; connect-src ${app.url}; form-action 'self'`;
    return {
      headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
      body: `<!doctype html><title>${path}</title><script src="/shop.js"></script>
        <script async src="${app.url}/site.js?key=${key}"></script>
        ${path === '/oil' ? `<script type="application/ld+json">${PRODUCT}</script>` : ''}
        <form class="cart" method="get" action="/cart"><input name="quantity" value="2"><button name="add-to-cart" value="7">Add</button></form>
        <form id="join" name="Newsletter" method="get" action="/thanks" data-aftercart-identify><input type="email" name="e"><button>Join</button></form>
        <button id="out" data-aftercart-track="Checkout Started" data-aftercart-properties='{"value":25}'>Checkout</button>`,
    };
  }

  async function open(path: string): Promise<{ page: Page; complaints: string[] }> {
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

  const anonymousTypes = async () =>
    (await app.database.all<{ type: string }>('SELECT type FROM visitor_event ORDER BY occurred_at, id')).map(
      ({ type }) => type,
    );

  async function known(types: readonly string[]): Promise<void> {
    await app.until(anonymousTypes, (all) => types.every((type) => all.includes(type)));
  }

  test('everything that a visitor does is told, and is on the contact once they sign up', async () => {
    const { page, complaints } = await open('/oil');
    await known(['page.viewed', 'product.viewed', 'custom.early_call']);
    await page.click('#out');
    await page.evaluate('aftercart.track("Payment Card Error", { code: "card_declined" })');
    await page.evaluate('document.dispatchEvent(new MouseEvent("mouseout", { clientY: -1, relatedTarget: null }))');
    await known(['checkout.started', 'payment.card_error', 'site.exit_intent', 'site.idle']);
    // Both forms lead away from the page: what they tell goes by a beacon.
    await page.click('form.cart button');
    await known(['product.added_to_cart']);
    await page.fill('#join input', 'anna@example.com');
    await page.click('#join button');
    const contacts = () => app.api('GET', '/contacts').then(({ body }) => (body as { data: any[] }).data);
    const [anna] = await app.until(contacts, (all) => all.length === 1);
    expect(anna.email).toBe('anna@example.com');
    const events = () =>
      app.api('GET', `/events?contact=${anna.id}&limit=100`).then(({ body }) => (body as { data: any[] }).data);
    const all = await app.until(events, (found) => found.some(({ type }) => type === 'form.submitted'));
    const types = all.map(({ type }) => type);
    expect(types).toEqual(
      expect.arrayContaining([
        'page.viewed',
        'product.viewed',
        'checkout.started',
        'payment.card_error',
        'site.exit_intent',
        'site.idle',
        'product.added_to_cart',
        'form.submitted',
      ]),
    );
    expect(all.find(({ type }) => type === 'product.viewed').payload.product).toMatchObject({
      id: '7',
      sku: 'OIL',
      price: 12.5,
    });
    expect(all.find(({ type }) => type === 'product.added_to_cart').payload.properties).toMatchObject({
      product_id: '7',
      quantity: 2,
    });
    expect(complaints).toEqual([]);
    expect((await context.cookies()).length).toBe(0);
  });

  test('where the visitor has to be asked nothing is stored or sent before the answer', async () => {
    await app.api('PATCH', `/sites/${id}`, { settings: { consent: 'required' } });
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    const sent: string[] = [];
    context.on('request', (request) => {
      if (request.url().includes('/v1/')) sent.push(request.url());
    });
    const { page } = await open('/oil');
    await page.click('#out');
    await page.waitForTimeout(1_500);
    expect(await page.evaluate('localStorage.length')).toBe(0);
    expect(sent).toEqual([]);
    await page.evaluate('aftercart.consent("granted")');
    await known(['page.viewed', 'product.viewed', 'checkout.started']);
    await page.evaluate('aftercart.consent("denied")');
    expect(await page.evaluate('localStorage.length')).toBe(0);
  });

  test('a browser that asks not to be tracked is not, unless the visitor agrees', async () => {
    await context.addInitScript(
      'Object.defineProperty(Navigator.prototype, "globalPrivacyControl", { get: () => true })',
    );
    const { page } = await open('/oil');
    await page.waitForTimeout(800);
    expect([await page.evaluate('localStorage.length'), await anonymousTypes()]).toEqual([0, []]);
    await page.evaluate('aftercart.consent("granted")');
    await known(['page.viewed']);
  });

  test('the script is small, packed, and not sent twice', async () => {
    const url = `${app.url}/site.js?key=${key}`;
    const size = async (encoding: string) => {
      const answer = await fetch(url, { headers: { 'accept-encoding': encoding } });
      expect(answer.headers.get('content-encoding')).toBe(encoding);
      return Number(answer.headers.get('content-length'));
    };
    expect(await size('gzip')).toBeLessThan(8_000);
    expect(await size('br')).toBeLessThan(8_000);
    const first = await fetch(url);
    expect(await first.text()).not.toMatch(/\beval\b|new Function/);
    const again = await fetch(url, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
    expect((await fetch(`${app.url}/site.js?key=wk_none`)).status).toBe(401);
  });
});

const PRODUCT = JSON.stringify({
  '@context': 'https://schema.org/',
  '@graph': [
    {
      '@type': 'Product',
      name: 'Oil',
      sku: 'OIL',
      offers: [{ '@type': 'Offer', price: '12.50', priceCurrency: 'EUR' }],
    },
  ],
});

/** The shop's own script runs before ours. */
const SHOP_SCRIPT = `(window.aftercart = window.aftercart || []).push(['track', 'Early Call', {}]);`;
