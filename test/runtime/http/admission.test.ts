import { openHttp } from '../../support/open-http';
import { Admission } from '../../../packages/runtime/src/http';

const KIB = 1024;
const calm = () => 0.1;

test('what comes in counts until it is answered', () => {
  const admission = new Admission({ requests: 2, bytes: 100 * KIB, memory: 0.8 }, calm);
  expect(admission.enter(10)).toBeUndefined();
  expect(admission.enter(10)).toBeUndefined();
  expect(admission.enter(10)).toBe('SERVER_BUSY');
  admission.leave(10);
  expect(admission.enter(10)).toBeUndefined();
});

test('large bodies fill it sooner, also those that do not say how large they are', () => {
  const admission = new Admission({ requests: 100, bytes: 100 * KIB, memory: 0.8 }, calm);
  expect(admission.enter(undefined)).toBeUndefined();
  expect(admission.enter(undefined)).toBe('SERVER_BUSY');
  expect(admission.enter(30 * KIB)).toBeUndefined();
});

test('one body larger than all of it still comes in alone: the limit of its route speaks of it', () => {
  const admission = new Admission({ requests: 100, bytes: 10 * KIB, memory: 0.8 }, calm);
  expect(admission.enter(1024 * KIB)).toBeUndefined();
  expect(admission.enter(1)).toBe('SERVER_BUSY');
});

test('nothing comes in while the memory is nearly used up', () => {
  const admission = new Admission({ requests: 100, bytes: 100 * KIB, memory: 0.8 }, () => 0.9);
  expect(admission.enter(1)).toBe('SERVER_BUSY');
});

test('nothing comes in once the server is about to end', () => {
  const admission = new Admission();
  admission.close();
  expect(admission.enter(1)).toBe('SERVER_STOPPING');
});

describe('at the door of the server', () => {
  let http: Awaited<ReturnType<typeof openHttp>>;
  beforeAll(async () => (http = await openHttp()));
  afterAll(async () => await http.close());

  const post = async (path: string) => await http.send({ method: 'POST', path, body: '{}' });

  test('a full server tells shops and callers when to come again, and still answers its operator', async () => {
    while (http.app.admission.enter(0) === undefined);
    for (const path of ['/shops/any/woocommerce', '/webhook/any', '/webhook-waiting/1']) {
      const { status, headers, text } = await post(path);
      expect([status, headers['retry-after'], JSON.parse(text).code]).toEqual([429, '2', 'SERVER_BUSY']);
    }
    expect((await http.send({ path: '/healthz' })).status).toBe(200);
    for (let held = 0; held < 5_000; held += 1) http.app.admission.leave(0);
    expect((await post('/webhook/any')).status).toBe(404);
  });

  test('a server that is about to end takes nothing new and closes the connection', async () => {
    http.app.admission.close();
    const { status, headers, text } = await post('/shops/any/woocommerce');
    expect([status, headers['retry-after'], JSON.parse(text).code]).toEqual([503, '10', 'SERVER_STOPPING']);
    expect(headers.connection).toBe('close');
  });
});
