import { existsSync } from 'node:fs';

import { chromium, type Browser } from 'playwright-core';

const PROGRAM =
  process.env.AFTERCART_TEST_CHROMIUM ??
  ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) => existsSync(file));

/**
 * `describe` for tests in a real browser: skipped, loudly, where there is none; with CI=true that is a failure.
 * AFTERCART_TEST_CHROMIUM names the program where it stands elsewhere.
 */
export function describeInBrowser(title: string, tests: () => void): void {
  if (PROGRAM !== undefined) {
    describe(title, tests);
    return;
  }
  const problem = 'No Chromium is installed: set AFTERCART_TEST_CHROMIUM or install it.';
  if (process.env.CI === 'true') throw new Error(`${problem} CI tests in a browser.`);
  process.stderr.write(`\n*** SKIPPED IN THE BROWSER *** ${problem}\n\n`);
  describe.skip(title, tests);
}

/** @param more arguments of Chromium */
export async function openBrowser(...more: string[]): Promise<Browser> {
  return await chromium.launch({
    executablePath: PROGRAM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-sync',
      ...more,
    ],
  });
}
