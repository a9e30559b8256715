import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { Browser } from 'playwright-core';

import manifest from '../../package.json';
import { describeInBrowser, openBrowser } from '../support/browser';
import { devN8n, type DevN8n } from '../support/stock-n8n/dev-n8n';

// n8n takes 3 GB and minutes to install: where it is, it is tested with.
const PLACE = process.env.AFTERCART_N8N ?? '';
const isThere = PLACE !== '' && existsSync(PLACE);
if (!isThere) process.stderr.write('\nNo n8n is installed: set AFTERCART_N8N to test in a real one.\n\n');

jest.setTimeout(600_000);

const WORKFLOWS = path.resolve(__dirname, '../../workflows');
const TWO_DAYS_MS = 2 * 24 * 3_600_000;

(isThere ? describe : describe.skip)('`npm run dev:n8n`, with a real n8n', () => {
  let data: string;
  let running: DevN8n;
  beforeAll(async () => {
    data = mkdtempSync(path.join(tmpdir(), 'aftercart-dev-n8n-'));
    running = await devN8n(data, PLACE);
  });
  afterAll(async () => {
    await (running as DevN8n | undefined)?.end(); // it may not have begun
    rmSync(data, { recursive: true, force: true });
  });

  test('an author finds our nodes with their icons, the ready-made journeys, and a credential that opens the server', async () => {
    const { n8n } = running;
    const types = (await n8n('GET', '/types/nodes.json')) as Array<{ name: string; iconUrl?: { light: string } }>;
    const ours = types.filter(({ name }) => name.startsWith('n8n-nodes-aftercart.') && !name.endsWith('Tool'));
    expect(ours).toHaveLength(manifest.n8n.nodes.length);
    for (const { iconUrl } of ours) expect((await fetch(`${running.n8nUrl}/${iconUrl!.light}`)).status).toBe(200);

    const journeys = readdirSync(WORKFLOWS).filter((file) => file.endsWith('.json'));
    const { data: workflows } = await n8n('GET', '/rest/workflows');
    expect(workflows).toHaveLength(journeys.length);
    expect(workflows.every(({ active }: { active: boolean }) => !active)).toBe(true);

    const { data: credentials } = await n8n('GET', '/rest/credentials');
    const { data: credential } = await n8n('GET', `/rest/credentials/${credentials[0].id}?includeData=true`);
    const { data: tested } = await n8n('POST', '/rest/credentials/test', { credentials: credential });
    expect(tested).toMatchObject({ status: 'OK' });
  });

  test('an order starts the published welcome series; the server writes, and the execution waits for two days', async () => {
    const { n8n, hub, order } = running;
    const { data: welcome } = await n8n('GET', '/rest/workflows/aftercartWelcome');
    await n8n('POST', '/rest/workflows/aftercartWelcome/activate', { versionId: welcome.versionId });
    const filter = encodeURIComponent(JSON.stringify({ workflowId: 'aftercartWelcome' }));
    // n8n subscribes in its own time: what happens before, it is not told.
    const execution = await running.until(async () => {
      await order();
      const { data: found } = await n8n('GET', `/rest/executions?filter=${filter}`);
      return found.results.find(({ status }: { status: string }) => status === 'waiting' || status === 'error');
    });
    expect(execution).toMatchObject({ status: 'waiting', mode: 'webhook' });
    const waits = Date.parse(execution.waitTill) - Date.parse(execution.startedAt);
    expect(Math.abs(waits - TWO_DAYS_MS)).toBeLessThan(60_000);

    const messages = await running.until(async () => {
      const { data: found } = await hub('GET', '/messages');
      return found.some(({ status }: { status: string }) => status === 'sent') ? found : undefined;
    });
    expect(messages.at(-1)).toMatchObject({
      verdict: 'send',
      executionId: null,
      subject: expect.stringContaining('Dana'),
    });
    const { html } = await hub('GET', `/messages/${messages.at(-1).id}`);
    expect(html).toMatch(/order <bdi>\d+<\/bdi>/);
    // In the server no journey of its own was live.
    expect((await hub('GET', '/executions')).data).toEqual([]);
  });

  describeInBrowser("n8n's editor, in a browser", () => {
    let browser: Browser;
    beforeAll(async () => (browser = await openBrowser()));
    afterAll(async () => await browser.close());

    test("an author finds the journeys among n8n's templates, in Hebrew too, and puts one onto the canvas", async () => {
      const context = await browser.newContext({ viewport: { width: 1500, height: 950 } });
      const page = await context.newPage();
      page.setDefaultTimeout(120_000);
      await context.request.post(`${running.n8nUrl}/rest/login`, { data: running.login });
      await page.goto(`${running.n8nUrl}/templates`);
      await page.getByText('Abandoned cart').first().waitFor();
      await page.getByPlaceholder('Search workflows').fill('ברוכים הבאים');
      await page.getByText('Workflows (1)').waitFor();
      await page.getByText('Welcome series').first().click();
      await page.getByText('סדרת ברוכים הבאים').waitFor();
      await page.getByRole('button', { name: 'Try template' }).click();
      // One credential for all of its nodes.
      await page.getByRole('button', { name: 'Continue' }).click();
      const canvas = page.locator('[data-test-id="canvas-node"]');
      await canvas.filter({ hasText: 'Welcome mail: large order' }).first().waitFor();
      await canvas.filter({ hasText: 'What was bought?' }).first().dblclick();
      await page.getByText('Minimum Total').first().waitFor();
      await page.getByText('First Purchase').first().waitFor();
    });
  });

  test('Ctrl-C ends both', async () => {
    expect(await running.end()).toBe(0);
    for (const url of [running.n8nUrl, running.hubUrl]) await expect(fetch(url)).rejects.toThrow('fetch failed');
  });
});
