import { mkdirSync } from 'node:fs';
import path from 'node:path';

import type { Browser } from 'playwright-core';

import { describeInBrowser, openBrowser } from '../support/browser';
import { startJourneys, type TestJourneys } from '../support/start-journeys';

jest.setTimeout(120_000);

/** Where pictures of the pages are put, for whoever wants to look at them. */
const PICTURES = process.env.AFTERCART_TEST_PICTURES;
const FIELDS = ['usageReminderAt', 'usageReminderLater', 'usageReminderStatus'];

describeInBrowser('moving reminders, in a browser', () => {
  let journeys: TestJourneys;
  let browser: Browser;

  beforeAll(async () => {
    // 22 November 2026, 09:00 UTC. Browsers know no other time than their own, and let no earlier one be chosen than the page says.
    journeys = await startJourneys();
    for (const name of FIELDS) await journeys.attributes.create(1, { name, type: 'text' });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await journeys.close();
  });

  test.each([
    ['en', 'ltr', 'Your reminders', 'Saved.', 1_000],
    ['he', 'rtl', 'התזכורות שלך', 'נשמר.', 360],
    ['ar', 'rtl', 'تذكيراتكم', 'تم الحفظ.', 360],
    ['en', 'ltr', 'Your reminders', 'Saved.', 360],
  ])('a contact moves, pauses and stops reminders in %s (%s), without a script', async (...row) => {
    const [language, direction, title, saved, width] = row;
    const { contact } = await journeys.writer.upsert(1, {
      ...{ email: `${language}-${width}@example.com`, locale: language, timeZone: 'Asia/Jerusalem' },
      attributes: {
        usageReminderAt: '2026-11-25T07:00:00.000Z',
        usageReminderLater: '2026-12-02T07:00:00.000Z 2026-12-16T07:00:00.000Z',
        usageReminderStatus: 'on',
      },
    });
    const planOf = async () => {
      const { attributes } = await journeys.contacts.get(1, contact.id);
      return FIELDS.map((name) => attributes[name]);
    };
    const context = await browser.newContext({
      locale: language,
      javaScriptEnabled: false,
      viewport: { width, height: 700 },
    });
    const page = await context.newPage();
    const show = async (name: string): Promise<void> => {
      if (PICTURES === undefined) return;
      mkdirSync(PICTURES, { recursive: true });
      await page.screenshot({
        path: path.join(PICTURES, `reminders-${language}-${width}-${name}.png`),
        fullPage: true,
      });
    };
    const { pathname } = new URL(journeys.reminderLinks.page(1, contact.id));
    await page.goto(`${journeys.url}${pathname}`);
    expect(await page.getAttribute('html', 'lang')).toBe(language);
    expect(await page.getAttribute('html', 'dir')).toBe(direction);
    expect(await page.textContent('h1')).toBe(title);
    await show('on');
    // Nothing stands out to the side, and every button is as high as a thumb.
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    for (const button of await page.locator('button').all()) {
      expect((await button.boundingBox())!.height).toBeGreaterThanOrEqual(44);
    }

    await page.fill('input[type=datetime-local]', '2026-11-27T20:30');
    await page.click('button[value=move]');
    expect(await page.textContent('[role=status]')).toContain(saved);
    expect(await planOf()).toEqual([
      '2026-11-27T18:30:00.000Z',
      '2026-12-04T18:30:00.000Z 2026-12-18T18:30:00.000Z',
      'on',
    ]);
    await show('moved');
    await page.click('button[value=pause]');
    expect((await planOf())[2]).toBe('paused');
    await show('paused');
    await page.click('button[value=stop]');
    expect(await planOf()).toEqual([undefined, undefined, 'stopped']);
    expect(await page.locator('form').count()).toBe(0);
    await show('stopped');
    expect(await context.cookies()).toEqual([]);
    await context.close();
  });
});
