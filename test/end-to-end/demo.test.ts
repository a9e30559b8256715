import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

import type { Browser, Page } from 'playwright-core';

import { describeInBrowser, openBrowser } from '../support/browser';
import { serverProcess, type ServerProcess } from '../support/server-process';

jest.setTimeout(90_000);

const ROOT = path.resolve(__dirname, '../..');

/** `npm run demo:order -- <options>`. @returns what it prints */
async function demoOrder(server: ServerProcess, ...options: string[]): Promise<string> {
  const script = path.join(ROOT, 'scripts/demo-order.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...options], {
    env: { PATH: process.env.PATH, AFTERCART_DATA: server.data },
    cwd: ROOT,
  });
  return stdout;
}

/** Once so many are there, and on their way no longer. */
async function messages(
  server: ServerProcess,
  count: number,
): Promise<Array<{ id: string; subject: string; locale: string; status: string }>> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const { body } = await server.api('GET', '/messages');
    const isSent = body.data.every(({ status }: { status: string }) => status === 'sent');
    if (body.data.length >= count && isSent) return body.data;
    if (Date.now() > deadline) throw new Error(`${body.data.length} of ${count} messages`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('a new user with a new data folder', () => {
  let server: ServerProcess;
  beforeAll(async () => (server = await serverProcess({ AFTERCART_DEMO: '' })));
  afterAll(async () => await server.close());

  test('is told where everything is, and what to do next', () => {
    expect(server.output()).toContain(`Aftercart runs at ${server.url}`);
    expect(server.output()).toContain('npm run demo:order');
  });

  test('sees a first order become a mail in the built-in mailbox, in the language of the customer', async () => {
    const printed = await demoOrder(server, '--lang', 'he');
    expect(printed).toMatch(/curl .*X-WC-Webhook-Signature/s);
    expect(printed).toContain('{"accepted":true');
    const [message] = await messages(server, 1);
    expect(message).toMatchObject({ locale: 'he', provider: 'mailbox', status: 'sent', verdict: 'send' });
  });

  test('finds the same demo after a restart, and not a second one', async () => {
    await server.stop();
    await server.start();
    expect((await server.api('GET', '/shops')).body.data).toHaveLength(1);
    expect((await server.api('GET', '/workflows')).body.data).toMatchObject([{ active: true }]);
    await demoOrder(server, '--lang', 'en');
    expect((await messages(server, 2)).map(({ locale }) => locale).sort()).toEqual(['en', 'he']);
  });
});

describeInBrowser('the pages, in a browser', () => {
  let server: ServerProcess;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    server = await serverProcess({ AFTERCART_DEMO: 'true' });
    await demoOrder(server, '--lang', 'he');
    await messages(server, 1);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });
  beforeEach(async () => {
    page = await browser.newPage();
    complaints.length = 0;
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  });
  afterEach(async () => {
    await page.close();
    expect(complaints).toEqual([]);
  });

  test('an operator reads the mailbox with the keyboard, in Hebrew from right to left', async () => {
    await page.goto(`${server.url}/mailbox?lang=he`);
    expect(await page.getAttribute('html', 'dir')).toBe('rtl');
    await page.getByRole('link', { name: /^פרסומת/ }).focus();
    await page.keyboard.press('Enter');
    const mail = page.frameLocator('iframe');
    await mail.getByText('ההזמנה הראשונה').first().waitFor();
    expect(await mail.locator('html').getAttribute('dir')).toBe('rtl');
    // What is right to left begins at the right edge of its column.
    const [first] = await mail
      .locator('p')
      .evaluateAll((all: HTMLElement[]) => all.map((each) => getComputedStyle(each).direction));
    expect(first).toBe('rtl');
  });

  test('the mailbox in English reads from left to right, with the Hebrew subject in its own direction', async () => {
    await page.goto(`${server.url}/mailbox?lang=en`);
    expect(await page.getAttribute('html', 'dir')).toBe('ltr');
    const subject = page.getByText('פרסומת', { exact: false }).first();
    expect(await subject.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');
  });

  test('the editor changes its language and direction by a click and keeps them', async () => {
    await page.goto(server.url);
    await page.getByText('العربية').click();
    await page.waitForFunction(() => document.documentElement.dir === 'rtl');
    await page.reload();
    expect(await page.getAttribute('html', 'lang')).toBe('ar');
    await page.getByText('English').click();
    await page.waitForFunction(() => document.documentElement.dir === 'ltr');
  });

  test('the API can be read and tried on its own page', async () => {
    await page.goto(`${server.url}/api/docs`);
    await page.getByText('/api/v1/workflows', { exact: true }).first().waitFor();
  });
});
