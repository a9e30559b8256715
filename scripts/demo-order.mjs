/**
 * `npm run demo:order`: plays the demo shop. Posts a signed WooCommerce order to the running server, as the shop
 * itself would, and prints the same request as a curl command.
 */
import './node-24.mjs';

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { OrderArchive } from './demo/order-archive.mjs';
import { buildOrder, changeStatus, LOCALES } from './demo/order-body.mjs';
import { curlCommand, phpJson, webhookHeaders } from './demo/webhook-request.mjs';

const USAGE = `Usage: npm run demo:order -- [options]

  --lang en|he|ar       the customer's language (default en)
  --email ADDRESS       the customer's address (default: a new one for each order)
  --status STATUS       send the order in this status, e.g. completed
  --id NUMBER           an order that was sent before, to change its status
  --help                this text`;

const SOURCE = 'https://shop.example/';

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function main() {
  const { values: options } = parseArgs({
    options: {
      lang: { type: 'string', default: 'en' },
      email: { type: 'string' },
      status: { type: 'string' },
      id: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (options.help) {
    console.log(USAGE);
    return;
  }
  const data = path.resolve(process.env.AFTERCART_DATA ?? 'data');
  const demo = await readDemo(path.join(data, 'demo.json'));
  const archive = new OrderArchive(path.join(data, 'demo-orders'));
  const now = new Date();

  const known = options.id === undefined ? undefined : await archive.find(readId(options.id));
  const id = options.id === undefined ? await archive.nextId() : readId(options.id);
  const language = options.lang;
  if (!LOCALES[language]) throw new Error(`--lang is one of ${Object.keys(LOCALES).join(', ')}`);
  const email = options.email ?? `dana+${id}@example.com`;
  const placed = known ?? buildOrder({ id, language, email, now, source: SOURCE });
  const order = options.status === undefined ? placed : changeStatus(placed, options.status, now);

  const topic = known ? 'order.updated' : 'order.created';
  const body = phpJson(order);
  const file = path.relative('', await archive.save(id, order.status, body));
  const headers = webhookHeaders({ topic, body, secret: demo.webhookSecret, source: SOURCE });

  console.log(`${topic}: order ${id} of ${order.billing.email}, ${order.total} ${order.currency}, ${order.status}\n`);
  console.log(`${curlCommand(demo.webhookUrl, headers, file)}\n`);
  const answer = await post(demo.webhookUrl, headers, body);
  console.log(`The server answered ${answer.status} ${await answer.text()}`.trimEnd());
  if (!answer.ok) throw new Error('The order was not taken: the answer above says why.');
  console.log(`\nLook at the messages: ${new URL('/mailbox', demo.url).href}`);
  if (order.status !== 'completed') {
    console.log(`Let the shop ship it:  npm run demo:order -- --status completed --id ${id}`);
  }
}

/**
 * What the server wrote down about its demo shop when it set it up.
 *
 * @typedef {{ url: string, shopId: string, webhookUrl: string, webhookSecret: string }} Demo
 * @param {string} file
 */
async function readDemo(file) {
  let text;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    const advice = `Run "npm start" with a new data folder first (it sets up a demo shop), or set AFTERCART_DATA.`;
    throw new Error(`There is no demo shop: ${file} cannot be read.\n${advice}`, { cause });
  }
  return /** @type {Demo} */ (JSON.parse(text));
}

/** @param {string} text */
function readId(text) {
  const id = Number(text);
  if (!Number.isSafeInteger(id) || id < 1) throw new Error(`--id is the number of an order, not "${text}"`);
  return id;
}

/**
 * @param {string} url
 * @param {Record<string, string>} headers
 * @param {string} body
 */
async function post(url, headers, body) {
  try {
    return await fetch(url, { method: 'POST', headers, body });
  } catch (cause) {
    throw new Error(`Nobody answers at ${url}: is the server running ("npm start")?`, { cause });
  }
}
