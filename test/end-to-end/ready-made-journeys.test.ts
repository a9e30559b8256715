import { journeyServer, type JourneyServer } from '../support/journey-server';
import { recordedBody, recording, signed } from '../support/woocommerce-recordings';

jest.setTimeout(600_000);

const GUEST_ORDER = '030';
const ORDER_COMPLETED = '032';
const PRODUCT = '017';

/** An order like the recorded one, of somebody else, of other products. */
function orderOf(id: number, products: ReadonlyArray<{ id: number; sku: string }>): object {
  const order = recordedBody(GUEST_ORDER);
  const [line] = order.line_items;
  return {
    ...order,
    ...{ id, number: String(id), billing: { ...order.billing, email: `other-${id}@kunde.example` } },
    line_items: products.map(({ id: product, sku }, index) => ({
      ...{ ...line, id: 1_000 * id + index, product_id: product, sku, name: sku },
    })),
  };
}

/** Resolves once something is so. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 120_000;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error('It did not come to that');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('ready-made journeys, with recorded requests of a shop and a real mail server', () => {
  let journeys: JourneyServer;
  beforeAll(async () => (journeys = await journeyServer()));
  afterAll(async () => await journeys.close());
  // Each has a shop of its own: what was recorded can be told once to each.
  afterEach(() => journeys.forget());

  test('after the first purchase: confirmation, a text message, shipping, care, each in its time', async () => {
    const { mails, received, server, post, pass, pathOf, stands } = journeys;
    const sender = { channel: 'sms', provider: 'mailbox', name: 'Phone', address: '+972545678901' };
    expect((await server.api('POST', '/senders', sender)).status).toBeLessThan(300);
    await journeys.connectShop();
    const journey = await journeys.activate('post-purchase');

    await post(recording(GUEST_ORDER));
    const [confirmation] = await received(1);
    expect(confirmation?.subject).toBe('Order 13 is confirmed');
    expect(confirmation?.text).toContain('Olivenöl "Extra" 500 ml');

    await stands(journey, 'waiting');
    pass({ hours: 5 });
    await until(async () => {
      const { body } = await server.api('GET', '/messages');
      return body.data.some(({ node }: { node: string }) => node === 'Look at your mailbox SMS');
    });
    expect((await post(recording(ORDER_COMPLETED))).body).toMatchObject({ accepted: true });
    expect((await received(2))[1]?.subject).toBe('Order 13 is on its way');
    await stands(journey, 'waiting');
    pass({ days: 8 });
    expect((await received(3))[2]?.subject).toBe('To make it last: care, warranty, service');
    await stands(journey, 'waiting');
    pass({ days: 16 });
    await stands(journey, 'success');
    // Nothing goes together in a shop with one order: nothing is made up.
    expect(mails).toHaveLength(3);
    expect(await pathOf(journey)).toEqual(expect.arrayContaining(['Look at your mailbox SMS', 'What goes with it']));
  });

  test('after the delivery: a question, and a person for whoever follows the link to the service', async () => {
    const { mails, received, post, pass, stands } = journeys;
    // The recorded shop knows no delivery: what is completed counts as delivered there.
    await journeys.connectShop({ deliveredStatus: 'completed' });
    const journey = await journeys.activate('feedback');
    await post(recording(GUEST_ORDER));
    await post(recording(ORDER_COMPLETED));
    await stands(journey, 'waiting');
    expect(mails).toEqual([]);

    pass({ days: 6 });
    const [question] = await received(1);
    expect(question?.subject).toBe('How was it, Gast? An honest answer, please');
    const link = /href="(http[^"]+\/c\/[^"]+)"[^>]*>Something is wrong</.exec(String(question?.html))?.[1];
    await stands(journey, 'waiting');
    // A link that is followed within seconds of the delivery is a machine's.
    pass({ hours: 1 });
    await new Promise((resolve) => setTimeout(resolve, 200));
    const browser = {
      'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36',
    };
    const clicked = await fetch(String(link).replaceAll('&amp;', '&'), { redirect: 'manual', headers: browser });
    expect(clicked.headers.get('location')).toBe('https://shop.example/service');

    const answers = (await received(3)).slice(1).map(({ subject, to }) => [subject, [to].flat()[0]?.text]);
    expect(answers).toHaveLength(2);
    expect(answers).toContainEqual(['Please call on Gast Huber: order 13', 'service@shop.example']);
    expect(answers).toContainEqual(['We are on it: order 13', 'gast@kunde.example']);
    await stands(journey, 'success');
    expect(mails).toHaveLength(3);
  });

  test('some days after a purchase: what others bought together with it, until the next purchase', async () => {
    const { mails, received, server, post, pass, stands } = journeys;
    await journeys.connectShop();
    const product = recordedBody(PRODUCT);
    await post(recording(PRODUCT));
    await post(signed('product.created', { ...product, id: 77, name: 'Vinegar', sku: 'VINEGAR', slug: 'vinegar' }));
    const [oil, vinegar, salt] = [
      { id: product.id as number, sku: 'OIL-500' },
      { id: 77, sku: 'VINEGAR' },
      { id: 78, sku: 'SALT' },
    ];
    for (let id = 200; id < 206; id += 1) await post(signed('order.created', orderOf(id, [oil, vinegar])));
    for (let id = 300; id < 306; id += 1) await post(signed('order.created', orderOf(id, [salt])));
    // A burst is acknowledged first and applied then.
    await until(async () => {
      const { body } = await server.api('GET', '/events?type=order.placed&limit=100');
      return body.data.filter(({ payload }: { payload: any }) => Number(payload.order.id) >= 200).length === 12;
    });
    const endedAt = async (): Promise<unknown> => (await server.api('GET', '/insights')).body.endedAt;
    const before = await endedAt();
    expect((await server.api('POST', '/insights/compute')).status).toBeLessThan(300);
    await until(async () => ![null, before].includes(await endedAt()));
    const journey = await journeys.activate('cross-sell');

    await post(recording(GUEST_ORDER));
    await stands(journey, 'waiting');
    pass({ days: 11 });
    const [together] = await received(1);
    expect(together?.subject).toBe('Even better together, Gast');
    expect(together?.text).toContain('Vinegar');
    await stands(journey, 'waiting');
    const next = { ...recordedBody(GUEST_ORDER), id: 99, number: '99', date_modified_gmt: '2026-11-22T00:30:00' };
    await post(signed('order.created', next));
    await stands(journey, 'success');
    pass({ days: 30 });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(mails).toHaveLength(1);
  });
});
