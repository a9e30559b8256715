import { execFile } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const SECRET = 'a secret of the demo shop';
const script = path.resolve(__dirname, '../../scripts/demo-order.mjs');

interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

let data: string;
const received: Received[] = [];
const shopListener = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
  request.on('end', () => {
    received.push({ headers: request.headers, body });
    response.end('{"ok":true}');
  });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => shopListener.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(shopListener.address() as AddressInfo).port}`;
  data = await mkdtemp(path.join(tmpdir(), 'aftercart-demo-'));
  const demo = { url, shopId: 'demo', webhookUrl: `${url}/shops/demo/woocommerce`, webhookSecret: SECRET };
  await writeFile(path.join(data, 'demo.json'), JSON.stringify(demo));
});

beforeEach(() => {
  received.length = 0;
});

afterAll(async () => {
  await new Promise((resolve) => shopListener.close(resolve));
  await rm(data, { recursive: true });
});

async function demoOrder(...options: string[]): Promise<string> {
  const env = { ...process.env, AFTERCART_DATA: data };
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...options], { env });
  return stdout;
}

test('an operator posts a signed order and reads how to post it with curl', async () => {
  const output = await demoOrder('--lang', 'he');

  const [{ headers, body }] = received as [Received];
  expect(headers['x-wc-webhook-topic']).toBe('order.created');
  expect(headers['x-wc-webhook-signature']).toBe(createHmac('sha256', SECRET).update(body).digest('base64'));
  expect(body).toMatch(/^[\0-~]*$/);
  const order = JSON.parse(body);
  expect(order).toMatchObject({ id: 1001, status: 'processing', billing: { first_name: 'דנה', country: 'IL' } });
  expect(order.total).toBe('212.80');

  const bodyFile = /--data-binary '@(.*)'/.exec(output)![1]!;
  expect(await readFile(bodyFile, 'utf8')).toBe(body);
  expect(output).toContain(`X-WC-Webhook-Signature: ${headers['x-wc-webhook-signature'] as string}`);
  expect(output).toContain('/mailbox');
});

test('an operator changes the status of an order that was sent before', async () => {
  await demoOrder('--email', 'somebody@example.com');
  const placed = JSON.parse(received[0]!.body);
  await demoOrder('--status', 'completed', '--id', String(placed.id));

  expect(received[1]!.headers['x-wc-webhook-topic']).toBe('order.updated');
  const completed = JSON.parse(received[1]!.body);
  expect(completed).toEqual({
    ...placed,
    status: 'completed',
    date_modified: completed.date_modified,
    date_modified_gmt: completed.date_modified_gmt,
    date_completed: completed.date_completed,
    date_completed_gmt: completed.date_completed_gmt,
  });
  expect(completed.date_completed_gmt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
});

test('an operator without a running server is told what to do', async () => {
  const empty = await mkdtemp(path.join(tmpdir(), 'aftercart-demo-'));
  const env = { ...process.env, AFTERCART_DATA: empty };
  await expect(promisify(execFile)(process.execPath, [script], { env })).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('npm start'),
  });
  await rm(empty, { recursive: true });
});
