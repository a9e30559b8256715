import { httpRequest } from './load/http-request';
import { sendAll } from './load/send-all';
import { percentile } from './report/percentile';
import type { Line, Report } from './report/report';
import { withDataFolder } from './server/data-folder';
import { startServer, type Server } from './server/start-server';
import type { Settings } from './settings';

/** A site takes so many at once before its limit holds; a benchmark of more would measure refusals. */
const MOST = 2_000;
const PEOPLE = 200;
const WARM_UP = 400;

/** What one call of a site costs that tells of a product which somebody looks at: of known contacts, and of visitors whom nobody knows. */
export async function measureTrack({ count = MOST, connections = 16, profile }: Settings): Promise<Report[]> {
  const events = Math.min(count, MOST);
  return await withDataFolder(async (data) => {
    const server = await startServer({ data, profile });
    const key = await makeSite(server);
    for (let person = 0; person < PEOPLE; person++) {
      await server.api('POST', '/contacts', { email: `c${person}@example.com` });
    }
    const known = (index: number) => ({ userId: `c${index % PEOPLE}@example.com` });
    const unknown = (index: number) => ({ anonymousId: `visitor-${index % PEOPLE}-of-a-benchmark` });
    await sendAll({ url: server.url, requests: calls(WARM_UP, key, known, 'w'), connections });
    const lines = [
      ...(await measure('known contacts', calls(events, key, known, 'k'))),
      ...(await measure('unknown visitors', calls(events, key, unknown, 'u'))),
    ];
    await server.stop();
    return [{ title: 'Tracked events, one a call', lines, settings: { events, connections, people: PEOPLE } }];

    async function measure(who: string, requests: readonly Buffer[]): Promise<Line[]> {
      const before = await server.begin();
      const load = await sendAll({ url: server.url, requests, connections });
      const after = await server.usage();
      return [
        { measure: `${who}: calls`, value: requests.length / load.seconds, unit: '/s' },
        { measure: `${who}: CPU`, value: (after.cpu - before.cpu) / requests.length, unit: 'ms each' },
        { measure: `${who}: latency p99`, value: percentile(load.latencies, 0.99), unit: 'ms' },
        { measure: `${who}: refused`, value: load.refused, unit: '', target: '<= 0' },
        { measure: `${who}: longest delay of the event loop`, value: after.loopDelay.max, unit: 'ms', target: '<= 50' },
      ];
    }
  });
}

async function makeSite(server: Server): Promise<string> {
  const settings = { allowedOrigins: ['https://shop.example'], consent: 'none', currency: 'EUR' };
  const { secretKey } = await server.api<{ secretKey: string }>('POST', '/sites', { name: 'Benchmark site', settings });
  return secretKey;
}

function calls(count: number, key: string, who: (index: number) => object, round: string): Buffer[] {
  const authorization = `Basic ${Buffer.from(`${key}:`).toString('base64')}`;
  return Array.from({ length: count }, (_, index) => {
    const product = { product_id: String(index % 800), sku: `SKU-${index % 800}`, name: 'Product', price: 12.5 };
    const message = { messageId: `${round}-${index}`, event: 'Product Viewed', properties: product, ...who(index) };
    return httpRequest('/v1/track', Buffer.from(JSON.stringify(message)), { authorization });
  });
}
