import { mkdirSync } from 'node:fs';
import path from 'node:path';

import type { Browser, Page } from 'playwright-core';

import { trackLinks } from '../../packages/runtime/src/tracking';
import { describeInBrowser, openBrowser } from '../support/browser';
import { freePort } from '../support/free-port';
import { startTracking, type Tracking } from '../runtime/tracking/start-tracking';

jest.setTimeout(180_000);

/** Where pictures of the pages are put, for whoever wants to look at them. */
const PICTURES = process.env.AFTERCART_TEST_PICTURES;

describeInBrowser('leaving, in a browser', () => {
  let tracking: Tracking;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const nothing = { env: {}, drop: async () => undefined };
    tracking = await startTracking(nothing, { AFTERCART_PORT: String(await freePort()) });
    await tracking.journey();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await tracking.finish();
  });
  afterEach(async () => await page.close());

  const show = async (name: string): Promise<void> => {
    if (PICTURES === undefined) return;
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: path.join(PICTURES, `${name}.png`), fullPage: true });
  };
  const statusOf = async (contact: number): Promise<string> => {
    const { body } = await tracking.api('GET', `/contacts/${contact}/consents`);
    return (body as { consents: Array<{ status: string }> }).consents.map(({ status }) => status).join();
  };

  test.each([
    ['en', 'ltr', 'Unsubscribe', 'You are unsubscribed', 1_000],
    ['he', 'rtl', 'הסרה מרשימת התפוצה', 'ההסרה בוצעה', 360],
    ['ar', 'rtl', 'إلغاء الاشتراك', 'تم إلغاء اشتراككم', 360],
  ])('a reader leaves in %s, by keyboard, on whatever screen', async (language, direction, title, thanks, width) => {
    const reader = await tracking.reader(`${language}@example.com`);
    const { unsubscribe } = await tracking.receive(reader);
    const context = await browser.newContext({
      ...{ locale: language, javaScriptEnabled: false, viewport: { width, height: 700 } },
    });
    page = await context.newPage();
    await page.goto(unsubscribe);
    expect(await page.getAttribute('html', 'lang')).toBe(language);
    expect(await page.getAttribute('html', 'dir')).toBe(direction);
    expect(await page.textContent('h1')).toBe(title);
    expect(await page.textContent('main')).toContain(`${language[0]}•••@example.com`);
    expect(await statusOf(reader)).toBe('granted');
    await show(`${language}-asks`);

    // The button is the first thing that a key reaches, is as high as a thumb, and nothing stands out to the side.
    await page.keyboard.press('Tab');
    const button = page.locator('button:focus');
    expect((await button.boundingBox())!.height).toBeGreaterThanOrEqual(44);
    const { x, width: wide } = (await button.boundingBox())!;
    expect([x >= 0, x + wide <= width]).toEqual([true, true]);
    await page.keyboard.press('Enter');
    await page.waitForSelector('[role=status]');
    expect(await page.textContent('h1')).toBe(thanks);
    expect(await page.getAttribute('html', 'dir')).toBe(direction);
    expect(await context.cookies()).toEqual([]);
    expect(await statusOf(reader)).toBe('withdrawn');
    await show(`${language}-done`);

    // From there they may choose what they get instead.
    await page.click('main p a');
    expect(page.url()).toContain('/preferences/');
    expect(await page.getAttribute('html', 'lang')).toBe(language);
    await context.close();
  });

  test('a browser reads the same text, and the same addresses, in hostile mails as tracking does', async () => {
    page = await browser.newPage();
    const hostile = [
      '<a href="https://a.example/?x=1&copy=2&amp;lt;&lt">A</a>',
      '<a title=">" href="https://a.example/">A</a><p title="<a href=https://no.example>">text</p>',
      '<a href=https://a.example/b"c>A</a><a/href="https://b.example">B</a>',
      "<A HREF = 'https://a.example/it\"s' data-x>A</A>",
      '<!-- <a href="https://no.example"> --><!--><a href="https://a.example/">A</a><!-- -->',
      '<style><a href="https://no.example"></style><title><a href="https://no.example"></title><a href="https://a.example/">A</a>',
      '<script>"<a href=\'https://no.example\'>"</script><textarea><a href="https://no.example"></textarea>',
      '<a href="https://a.example/&#x5E9;&#1500;&period;">A</a><a href="&#104;ttps://b.example/">B</a>',
      '<a href="https://a.example/" href="https://no.example/">A</a><a data-no-track href="https://b.example/">B</a>',
      '<a href="  https://a.example/  ">A</a><a href="https://b.example/ c">B</a>',
      '<a\u000chref="https://a.example/"\ttitle=x>A</a><a\nhref\n=\n"https://b.example/">B</a></body><p>after</p>',
      '<a href="https://a.example/<b>">A</a><a href="https://שלום.example/מה?x=é">B</a>',
    ];
    const read = (documents: string[]) =>
      documents.map((text) => {
        const document = new DOMParser().parseFromString(text, 'text/html');
        const links = [...document.querySelectorAll('a[href]')].map((link) => link.getAttribute('href') ?? '');
        return { text: document.documentElement.textContent, links };
      });
    const places: string[][] = hostile.map(() => []);
    const after = hostile.map((html, index) =>
      trackLinks(html, {
        addressOf: ({ url, position }) => {
          places[index]![position] = url;
          return `https://t.example/${position}`;
        },
      }),
    );
    const was = await page.evaluate(read, hostile);
    const is = await page.evaluate(read, after);
    is.forEach(({ text, links }, index) => {
      const led = links.map((href) => places[index]![Number(/^https:\/\/t\.example\/(\d+)$/.exec(href)?.[1])] ?? href);
      expect({ text, links: led.map((url) => url.trim()) }).toEqual({
        text: was[index]!.text,
        links: was[index]!.links.map((url) => url.trim()),
      });
    });
    expect(places.flat().length).toBeGreaterThanOrEqual(16);
  });
});
