import type { Browser, Page } from 'playwright-core';

import { describeInBrowser, openBrowser } from '../support/browser';
import { freePort } from '../support/free-port';
import { guideForm, GUIDE_ATTRIBUTES } from '../support/form-drafts';
import { startHttpServer, type HttpServer } from '../support/http-server';
import { startMailServer } from '../support/mail-server';
import { openTestApp, type TestApp } from '../support/open-test-app';

jest.setTimeout(180_000);

describeInBrowser('forms, in a browser', () => {
  let mail: Awaited<ReturnType<typeof startMailServer>>;
  let app: TestApp;
  let browser: Browser;
  let page: Page;
  let site: HttpServer;
  let siteUrl: string;
  let form: any;

  beforeAll(async () => {
    mail = await startMailServer();
    app = await openTestApp({ AFTERCART_PORT: String(await freePort()), AFTERCART_SMTP_URL: mail.url });
    // Another origin, whose policy lets nothing in but our script and our frame; its page runs from left to right.
    site = await startHttpServer(() => ({
      headers: {
        'content-security-policy': `default-src 'none'; script-src ${app.url}; frame-src ${app.url}`,
        'content-type': 'text/html; charset=utf-8',
      },
      body: `<!doctype html><html lang="en"><h1>Shop</h1><section lang="he"><script src="${app.url}/f/embed.js" data-form="${form.id}" async></script></section>`,
    }));
    siteUrl = site.url;
    for (const attribute of GUIDE_ATTRIBUTES) await app.api('POST', '/attributes', attribute);
    const magnet = (await app.api('POST', '/magnets', { name: 'Guide' })).body as { id: string };
    await fetch(`${app.url}/api/v1/magnets/${magnet.id}/file/he?name=guide.pdf`, {
      method: 'PUT',
      headers: { 'x-n8n-api-key': app.apiKey, 'content-type': 'application/octet-stream' },
      body: '%PDF-1.4 guide',
    });
    form = (await app.api('POST', '/forms', guideForm({ magnet: magnet.id, embedOrigins: [siteUrl] }))).body;
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
    await app.close();
    await mail.close();
  });
  afterEach(async () => await page.close());

  const send = async (where: Pick<Page, 'click'>) => {
    await new Promise((resolve) => setTimeout(resolve, 2_100)); // as long as a person takes at least
    await where.click('button[type=submit]');
  };
  const linkOf = (index: number) => /href="([^"]+)"/.exec(String(mail.mails[index]?.html))![1]!;

  test.each([true, false])(
    'a contact fills in, corrects, confirms by mail and downloads (with scripts: %s)',
    async (javaScriptEnabled) => {
      const before = mail.mails.length;
      const context = await browser.newContext({ javaScriptEnabled, viewport: { width: 360, height: 700 } });
      page = await context.newPage();
      await page.goto(`${form.url}?lang=he`);
      expect(await page.getAttribute('html', 'dir')).toBe('rtl');
      await page.fill('[name=firstName]', 'דנה');
      await page.fill('[name=email]', 'dana@');
      await send(page);
      const email = page.locator('[name=email]');
      expect(await email.getAttribute('aria-invalid')).toBe('true');
      expect(await page.textContent(`#${String(await email.getAttribute('aria-describedby'))}`)).toContain(
        'זו לא כתובת דוא״ל',
      );
      expect(await page.inputValue('[name=firstName]')).toBe('דנה');
      // A page without scripts has the focus by its attribute.
      if (javaScriptEnabled)
        expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('email');
      else expect(await email.getAttribute('autofocus')).toBe('');
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth).catch(() => true)).toBe(
        true,
      );

      await email.fill(`dana-${String(javaScriptEnabled)}@shop.example`);
      await page.check('[name="consent.email.promotional"]');
      await page.click('button[type=submit]');
      await page.waitForSelector('[data-sent]');
      await mail.received(before + 1);
      await page.goto(linkOf(before));
      expect(await page.locator('form[action*="/d/"]').count()).toBe(0);
      await page.click('button');
      const [download] = await Promise.all([page.waitForEvent('download'), page.click('form[action*="/d/"] button')]);
      expect(download.suggestedFilename()).toBe('guide.pdf');
      const stream = await download.createReadStream();
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      expect(Buffer.concat(chunks).toString()).toBe('%PDF-1.4 guide');
      await mail.received(before + 2);
      expect(linkOf(before + 1)).toContain('/d/');
      await context.close();
      page = await browser.newPage();
    },
  );

  test('a contact signs up inside of a page of another site with a strict policy, in the language around it', async () => {
    page = await browser.newPage();
    const refused: string[] = [];
    page.on('console', (message) => message.type() === 'error' && refused.push(message.text()));
    await page.goto(siteUrl);
    await page.evaluate(() => {
      document.addEventListener('aftercart:form-submitted', (event) => {
        document.documentElement.dataset.heard = JSON.stringify((event as CustomEvent).detail);
      });
    });
    const frame = page.frameLocator('iframe');
    await frame.locator('[name=email]').fill('embedded@shop.example');
    expect(await frame.locator('html').getAttribute('dir')).toBe('rtl');
    expect(await page.getAttribute('html', 'dir')).toBeNull();
    expect(await page.getAttribute('iframe', 'title')).toBe('טופס הרשמה');
    // As high as what is in it.
    await page.waitForFunction(() => (document.querySelector('iframe')?.clientHeight ?? 0) > 800);
    await frame.locator('[name=firstName]').fill('דנה');
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    await frame.locator('button[type=submit]').click();
    await frame.locator('[data-sent]').waitFor();
    await page.waitForFunction(() => document.documentElement.dataset.heard !== undefined);
    expect(await page.getAttribute('html', 'data-heard')).toBe(JSON.stringify({ form: { id: form.id } }));
    expect(refused).toEqual([]);
    const { body } = await app.api('GET', `/forms/${form.id}/submissions`);
    expect((body as any).data[0]).toMatchObject({ status: 'pending', page: `${siteUrl}/`, language: 'he' });
  });

  test('a site that the form does not name cannot show it', async () => {
    page = await browser.newPage();
    await page.goto(siteUrl.replace('127.0.0.1', 'localhost'));
    await page.waitForSelector('iframe');
    await page.waitForTimeout(500);
    expect(
      await page
        .frames()[1]
        ?.locator('[name=email]')
        .count()
        .catch(() => 0),
    ).toBe(0);
  });
});
