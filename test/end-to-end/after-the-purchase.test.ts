import { journeyServer, type JourneyServer } from '../support/journey-server';
import { recordedBody, recording, signed } from '../support/woocommerce-recordings';

jest.setTimeout(600_000);

const GUEST_ORDER = '030';
const PRODUCT = '017';

describe('restock, re-engage and the lessons, with recorded requests of a shop and a real mail server', () => {
  let journeys: JourneyServer;
  beforeEach(async () => {
    journeys = await journeyServer();
    await journeys.connectShop();
  });
  afterEach(async () => await journeys.close());

  /** The recorded product, as a shop has it that sells it in a category. */
  const soldIn = (slug: string) =>
    signed('product.created', { ...recordedBody(PRODUCT), categories: [{ id: 5, name: slug, slug }] });

  /** Changes the contact whom the shop has told of. */
  async function change(fields: object): Promise<string> {
    const { server } = journeys;
    const { id } = (await server.api('GET', '/contacts')).body.data[0];
    expect((await server.api('PATCH', `/contacts/${id}`, fields)).status).toBe(200);
    return id;
  }

  test('a customer who orders nothing is told in two mails and a text message that the pack runs out', async () => {
    const { received, server, post, pass, stands, pathOf } = journeys;
    const sender = { channel: 'sms', provider: 'mailbox', name: 'Phone', address: '+972545678901' };
    expect((await server.api('POST', '/senders', sender)).status).toBeLessThan(300);
    await post(soldIn('contact-lenses'));
    const journey = await journeys.activate('restock');
    await post(recording(GUEST_ORDER));
    await stands(journey, 'waiting');
    const contact = await change({ phone: '+436641234567' });
    const said = { channel: 'sms', status: 'granted' };
    expect((await server.api('POST', `/contacts/${contact}/consents`, said)).status).toBe(200);

    pass({ days: 27 });
    const [soon] = await received(1);
    expect(soon?.subject).toBe('Running out soon: a new pack in time');
    expect(soon?.text).toContain('Olivenöl "Extra" 500 ml');
    await stands(journey, 'waiting');
    pass({ days: 3 });
    expect((await received(2))[1]?.subject).toBe('Only a few days left in the pack');
    await stands(journey, 'waiting');
    pass({ days: 3 });
    await stands(journey, 'success');
    expect(await pathOf(journey)).toEqual(expect.arrayContaining(['Used up SMS']));
    const { body } = await server.api('GET', '/messages');
    expect(body.data).toContainEqual(
      expect.objectContaining({ node: 'Used up SMS', channel: 'sms', recipient: '+436641234567', verdict: 'send' }),
    );
  });

  test('a customer who has bought the same again gets tips only', async () => {
    const { received, post, pass, stands } = journeys;
    await post(soldIn('contact-lenses'));
    const journey = await journeys.activate('restock');
    await post(recording(GUEST_ORDER));
    await stands(journey, 'waiting');
    pass({ days: 20 });
    await post(signed('order.created', { ...recordedBody(GUEST_ORDER), ...placedNow(20), id: 99, number: '99' }));
    pass({ days: 7 });
    const [tips] = await received(1);
    expect(tips?.subject).toBe('Three small habits that make a difference');
  });

  test('a customer who does not come back gets an offer with a code, and no reminder once it has worked', async () => {
    const { mails, received, server, post, pass, stands } = journeys;
    const { body: pool } = await server.api('POST', '/coupon-pools', { name: 'Re-engage' });
    await server.api('POST', `/coupon-pools/${pool.id}/codes`, { codes: ['BACK-7K2M'] });
    const journey = await journeys.activate('re-engage');
    await post(recording(GUEST_ORDER));
    await stands(journey, 'waiting');
    pass({ days: 31 });
    const [offer] = await received(1);
    expect(offer?.subject).toBe('Something for your second order');
    expect(offer?.text).toContain('BACK-7K2M');
    await stands(journey, 'waiting');
    // A shop's clock tells whole seconds, and the order has to lie behind the mail.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await post(signed('order.created', { ...recordedBody(GUEST_ORDER), ...placedNow(31), id: 99, number: '99' }));
    await stands(journey, 'success');
    expect(mails).toHaveLength(1);
  });

  test('the lessons pause while a support case is open', async () => {
    const { mails, received, server, post, pass, stands } = journeys;
    await server.api('POST', '/attributes', { name: 'supportOpen', type: 'boolean' });
    await post(soldIn('coffee'));
    const journey = await journeys.activate('educational-series');
    await post(recording(GUEST_ORDER));
    await stands(journey, 'waiting');
    pass({ days: 6 });
    expect((await received(1))[0]?.subject).toBe('Your first cup: four things that matter');
    await stands(journey, 'waiting');
    await change({ attributes: { supportOpen: true } });
    pass({ days: 8 });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(mails).toHaveLength(1);
    await change({ attributes: { supportOpen: false } });
    expect((await received(2))[1]?.subject).toBe('How it stays fresh');
  });
});

/** The dates of an order that is placed so many days from now. */
function placedNow(inDays: number): object {
  const at = new Date(Date.now() + inDays * 86_400_000).toISOString().slice(0, 19);
  return {
    date_created_gmt: at,
    date_modified_gmt: at,
    date_paid_gmt: at,
    date_created: at,
    date_modified: at,
    date_paid: at,
  };
}
