import type { Database } from '../../../packages/runtime/src/db';
import { databases, empty } from '../../support/databases';
import { mutated } from '../../support/mutate-json';
import { seededRandom } from '../../support/shuffled';
import { startIngest, type Ingest } from '../../support/start-ingest';
import { recordedBody, RECORDINGS, signed } from '../../support/woocommerce-recordings';

/** A few hundred, or as many as AFTERCART_TEST_HOSTILE says: 10000 take some minutes. */
const REQUESTS = Number(process.env.AFTERCART_TEST_HOSTILE ?? 300);
const SEED = Number(process.env.AFTERCART_TEST_SEED ?? 1);

jest.setTimeout(60_000 + REQUESTS * 200);

const SIGNED = RECORDINGS.filter(
  (name) => !name.includes('ping') && !name.startsWith('028') && !name.startsWith('046'),
);
const MIB = 1024 * 1024;
const NOT_OURS = Buffer.alloc(32).toString('base64');
const topicOf = (name: string): string => name.replace(/\.json$/, '').split('--')[1]!;

describe.each(databases())('hostile requests, on %s', (_name, open) => {
  let database: Database;
  let ingest: Ingest;
  beforeAll(async () => {
    database = await open();
    await empty(database);
    ingest = await startIngest(database);
  });
  afterAll(() => database.close());

  test(`${REQUESTS} of them are answered with a code, store nothing half, and leave the memory as it was`, async () => {
    const random = seededRandom(SEED);
    const memory: number[] = [];
    const resident: number[] = [];
    for (let count = 0; count < REQUESTS; count++) {
      const name = SIGNED[Math.floor(random() * SIGNED.length)]!;
      const body = mutated(recordedBody(name.slice(0, 3)), random);
      const text = JSON.stringify(body);
      const cut = random() < 0.1 ? text.slice(0, Math.floor(random() * text.length)) : text;
      const sent = random() < 0.01 ? oversized(body, random) : cut;
      const isForged = random() < 0.05;
      const forged: Record<string, string> = isForged ? { 'x-wc-webhook-signature': NOT_OURS } : {};
      const [answer] = await ingest.receive(signed(topicOf(name), sent, forged));
      if (answer!.status !== 200) throw new Error(`${answer!.status} for ${sent.slice(0, 2_000)}`);
      expect(answer!.body).toMatchObject(
        isForged ? { accepted: false, code: 'SIGNATURE_INVALID' } : { accepted: true },
      );
      if (count % 500 === 499) {
        ingest.routed.length = 0;
        ingest.log.length = 0;
        globalThis.gc?.();
        memory.push(process.memoryUsage().heapUsed);
        resident.push(process.memoryUsage.rss());
      }
    }
    expect(await half(database)).toEqual({ linesOfNothing: 0, eventsOfNobody: 0, strangeDates: 0, strangeAmounts: 0 });
    expect(ingest.log.filter(({ level }) => level === 'error')).toEqual([]);
    if (memory.length > 4) expect(memory.at(-1)! - memory[1]!).toBeLessThan(64 * MIB);
    // The first half lets it grow to what it needs.
    if (resident.length > 4) expect(resident.at(-1)! - resident[resident.length >> 1]!).toBeLessThan(100 * MIB);
    // The shop is heard as before.
    const [answer] = await ingest.receive(signed('order.created', { ...recordedBody('030'), id: 999_999 }));
    expect(answer!.body).toMatchObject({ accepted: true, outcome: 'applied' });
  });
});

/** As large as a delivery may be, in one text or in many objects. */
function oversized(body: object, random: () => number): string {
  if (random() < 0.5) return JSON.stringify({ ...body, customer_note: '\u202E<b>=1+1'.repeat(150_000) });
  return JSON.stringify({ ...body, meta_data: Array.from({ length: 40_000 }, (_none, id) => ({ id, key: `k${id}` })) });
}

/** What must not be, counted. */
async function half(database: Database): Promise<object> {
  const count = async (sql: string) => Number((await database.get<{ n: number }>(sql))?.n);
  return {
    linesOfNothing: await count('SELECT COUNT(*) AS n FROM order_line WHERE "order" NOT IN (SELECT id FROM orders)'),
    eventsOfNobody: await count(
      'SELECT COUNT(*) AS n FROM event WHERE contact IS NOT NULL AND contact NOT IN (SELECT id FROM contact)',
    ),
    strangeDates: await count('SELECT COUNT(*) AS n FROM orders WHERE placed_at <= 0 OR modified_at <= 0'),
    strangeAmounts: await count('SELECT COUNT(*) AS n FROM orders WHERE total > 9007199254740991'),
  };
}
