import { ContactSchema } from '../../../../packages/runtime/src/http/schemas/contact';
import { EventSchema } from '../../../../packages/runtime/src/http/schemas/event';
import { deviations, openHttp, type Http, type RawAnswer } from '../../../support/open-http';
import { RECORDED_SECRET, recording } from '../../../support/woocommerce-recordings';

let http: Http;
let shop: string;
beforeEach(async () => {
  http = await openHttp();
  const { body } = await http.api('POST', '/shops', {
    type: 'woocommerce',
    name: 'Sample shop',
    url: 'https://shop.example',
    consumerKey: 'ck',
    consumerSecret: 'cs',
    webhookSecret: RECORDED_SECRET,
  });
  shop = body.id;
});
afterEach(async () => {
  await http.close();
});

async function deliver(start: string, headers: Record<string, string> = {}, body?: Buffer): Promise<RawAnswer> {
  const recorded = recording(start);
  const {
    host: _host,
    'content-length': _length,
    connection: _connection,
    ...kept
  } = recorded.headers as Record<string, string>;
  const path = `/shops/${shop}/woocommerce`;
  return await http.send({ method: 'POST', path, headers: { ...kept, ...headers }, body: body ?? recorded.rawBody });
}

test('a recorded order is taken byte by byte and becomes a contact and events, newest first', async () => {
  const answer = await deliver('030');
  expect([answer.status, JSON.parse(answer.text)]).toMatchObject([200, { accepted: true }]);

  const contacts = (await http.api('GET', '/contacts')).body;
  expect(contacts.data).toHaveLength(1);
  const [contact] = contacts.data;
  expect(deviations(ContactSchema, contact)).toEqual([]);
  expect((await http.api('GET', `/contacts/${contact.id}`)).body).toMatchObject(contact);
  const byMail = await http.api('GET', `/contacts?email=${encodeURIComponent(contact.email.toUpperCase())}`);
  expect(byMail.body.data).toEqual([contact]);
  expect((await http.api('GET', '/contacts?email=nobody@example.com')).body.data).toEqual([]);

  const events = (await http.api('GET', `/events?contactId=${contact.id}`)).body.data;
  expect(events.map(({ type }: { type: string }) => type)).toContain('order.placed');
  for (const event of events) expect(deviations(EventSchema, event)).toEqual([]);
  expect((await http.api('GET', `/events/${events[0].id}`)).body).toEqual(events[0]);
  expect((await http.api('GET', '/events?type=order.placed')).body.data).toHaveLength(1);

  const seen: number[] = [];
  for (let path = '/events?limit=1'; path !== '';) {
    const { data, nextCursor } = (await http.api('GET', path)).body;
    seen.push(...data.map(({ id }: { id: number }) => id));
    path = nextCursor === null ? '' : `/events?cursor=${encodeURIComponent(nextCursor)}`;
  }
  const all = (await http.api('GET', '/events')).body.data.map(({ id }: { id: number }) => id);
  expect(seen).toEqual(all);
  expect(all).toEqual([...all].sort((a, b) => b - a));
  expect((await http.api('GET', `/shops/${shop}`)).body.lastEventAt).not.toBeNull();
});

test('the ping of a new webhook, a form without a signature, is answered with 200', async () => {
  const answer = await deliver('001');
  expect([answer.status, JSON.parse(answer.text)]).toEqual([200, { accepted: true, ping: true }]);
});

test('a wrong signature is answered so that the shop keeps its webhook, and nothing is stored', async () => {
  const answer = await deliver('030', { 'x-wc-webhook-signature': 'AAAA' });
  expect([answer.status, JSON.parse(answer.text)]).toMatchObject([200, { accepted: false, code: 'SIGNATURE_INVALID' }]);
  expect((await http.api('GET', '/events')).body.data).toEqual([]);
});

test('a delivery without any type is read all the same', async () => {
  const answer = await deliver('030', { 'content-type': '' });
  expect(JSON.parse(answer.text)).toMatchObject({ accepted: true });
});

test('a delivery of more than 2 MiB is refused as not stored', async () => {
  const answer = await deliver('030', {}, Buffer.alloc(3 * 1024 * 1024, 'x'));
  expect([answer.status, JSON.parse(answer.text).code]).toEqual([413, 'BODY_TOO_LARGE']);
});

test('an unknown shop is told so', async () => {
  const answer = await http.send({ method: 'POST', path: '/shops/nobody/woocommerce', body: '{}' });
  expect([answer.status, JSON.parse(answer.text).code]).toEqual([404, 'SHOP_NOT_FOUND']);
});
