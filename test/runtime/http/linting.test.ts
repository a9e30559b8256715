import { journeyOf, mail, onEvents } from '../../support/journey';
import { openHttp } from '../../support/open-http';

jest.setTimeout(180_000);

let http: Awaited<ReturnType<typeof openHttp>>;

beforeAll(async () => (http = await openHttp()));
afterAll(async () => await http.close());

const endless = {
  name: 'Call',
  type: 'n8n-nodes-aftercart.waitForEvent',
  parameters: { atMost: 90, atMostUnit: 'weeks' },
};
const coupon = { name: 'Code', type: 'n8n-nodes-aftercart.createCoupon', parameters: { pool: 'Endless' } };
const found = ({ findings }: { findings: Array<{ code: string; node: string }> }) =>
  findings.map(({ code, node }) => `${code} ${node}`);

test('a builder is told what is likely not meant so, also by the languages, templates and coupons of the workspace', async () => {
  const { body: draft } = await http.api(
    'POST',
    '/workflows',
    journeyOf([onEvents('order.placed'), mail('Hi'), coupon]),
  );
  const lint = async () => (await http.api('POST', `/workflows/${draft.id}/lint`)).body;
  expect(found(await lint())).toEqual([]);

  await http.api('POST', '/contacts', { email: 'noa@shop.example', locale: 'he-IL' });
  const { body: pool } = await http.api('POST', '/coupon-pools', { name: 'Endless' });
  await http.api('POST', `/coupon-pools/${pool.id}/codes`, { codes: ['A1'] });
  expect(found(await lint())).toEqual(['LANGUAGE_MISSING Mail', 'COUPON_WITHOUT_EXPIRY Code']);
  expect((await http.api('POST', '/workflows/none/lint')).body.code).toBe('WORKFLOW_NOT_FOUND');
});

test('whoever publishes is told the same, and the journey is live all the same', async () => {
  const journey = journeyOf([onEvents('order.paid'), endless]);
  const { body: draft } = await http.api('POST', '/workflows', journey);
  const activated = await http.api('POST', `/workflows/${draft.id}/activate`);
  expect([activated.status, activated.body.active, found(activated.body)]).toEqual([
    200,
    true,
    ['WAIT_WITHOUT_MAXIMUM Call'],
  ]);
  const published = await http.api('POST', `/workflows/${draft.id}/publish`, { dryRun: true });
  expect(found(published.body)).toEqual(['WAIT_WITHOUT_MAXIMUM Call']);
  const replaced = await http.api('PUT', `/workflows/${draft.id}`, journey);
  expect(found(replaced.body)).toEqual(['WAIT_WITHOUT_MAXIMUM Call']);
});
