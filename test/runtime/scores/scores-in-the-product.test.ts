import { onEvents } from '../../support/journey';
import { openHttp, type Http } from '../../support/open-http';
import { openTestApp, type TestApp } from '../../support/open-test-app';

describe('scores over the API', () => {
  let http: Http;
  beforeAll(async () => (http = await openHttp()), 60_000);
  afterAll(async () => await http.close());

  test('an operator defines a score, makes a rule and a threshold, and reads what a contact has', async () => {
    expect(await http.api('PUT', '/scores/engagement', { decay: { halfLifeDays: 30 }, maximum: 100 })).toMatchObject({
      status: 200,
      body: { name: 'engagement', decay: { halfLifeDays: 30 }, minimum: 0, maximum: 100, limit: null },
    });
    const rule = { name: 'Tagged', score: 'engagement', points: 40, event: 'tag.added', limit: null };
    const made = await http.api('POST', '/score-rules', rule);
    expect(made).toMatchObject({ status: 201, body: { ...rule, isActive: true, isSettled: true } });
    const owner = { email: 'sales@shop.example' };
    const threshold = { name: 'Hot', score: 'engagement', value: 70, margin: 5, owner };
    expect(await http.api('POST', '/score-thresholds', threshold)).toMatchObject({ status: 201, body: threshold });
    await http.app.scoreSweeps.look();

    const { body: contact } = await http.api('POST', '/contacts', { email: 'dana@shop.example', firstName: 'Dana' });
    await http.api('POST', `/contacts/${contact.id}/tags`, { tags: ['a', 'b'] });
    const view = await http.api('GET', `/contacts/${contact.id}/scores`);
    expect(view.body).toMatchObject({
      scores: [{ name: 'engagement', value: 80 }],
      total: 80,
      above: [{ name: 'Hot' }],
    });
    expect(Date.parse(view.body.above[0].until)).toBeGreaterThan(Date.now());
    const ledger = await http.api('GET', `/contacts/${contact.id}/score-entries`);
    expect(ledger.body.data).toMatchObject([{ points: 40 }, { points: 40, reason: 'Tagged' }]);
    const mails = await http.api('GET', '/messages');
    expect(mails.body.data).toMatchObject([{ recipient: 'sales@shop.example' }]);

    const change = { score: 'engagement', operation: 'subtract', points: 30, reason: 'Wrong number' };
    expect((await http.api('POST', `/contacts/${contact.id}/scores`, change)).body).toMatchObject({
      value: 50,
      crossed: [{ name: 'Hot', direction: 'down' }],
    });
    expect(await recounted(http)).toMatchObject({ status: 'done', isDryRun: true, changed: 0 });
    await http.api('DELETE', `/contacts/${contact.id}`);
    for (const table of ['score', 'score_entry', 'score_standing', 'score_hand_over', 'message'])
      expect(await http.app.database.all(`SELECT * FROM ${table}`)).toEqual([]);
  });

  test('what makes no sense is refused with a code', async () => {
    expect(await http.api('PUT', '/scores/total', {})).toMatchObject({ status: 400, body: { code: 'SCORE_INVALID' } });
    expect((await http.api('GET', '/score-rules/none')).body.code).toBe('SCORE_RULE_NOT_FOUND');
    expect((await http.api('GET', '/score-thresholds/none')).body.code).toBe('SCORE_THRESHOLD_NOT_FOUND');
    expect((await http.api('DELETE', '/scores/none')).body.code).toBe('SCORE_NOT_FOUND');
    expect((await http.api('GET', '/score-rules/recompute/none')).body.code).toBe('SCORE_RECOUNT_NOT_FOUND');
    const threshold = { name: 'x', score: 'a', value: 5, margin: 5 };
    expect((await http.api('POST', '/score-thresholds', threshold)).body.code).toBe('SCORE_THRESHOLD_INVALID');
  });

  test('insights are worked out when told to', async () => {
    expect((await http.api('POST', '/insights/compute')).status).toBe(200);
    await http.app.insights.look();
    expect((await http.api('GET', '/insights')).body).toMatchObject({ error: null, figures: { buyers: 0 } });
    const unknown = await http.api('PUT', '/shops/none/products/1/cycle', { cycleDays: 30 });
    expect(unknown).toMatchObject({ status: 404, body: { code: 'PRODUCT_NOT_FOUND' } });
  });

  test('a node of a stock n8n that is tried again gives its points once, and asks for them without giving any', async () => {
    await http.api('POST', '/contacts', { email: 'noa@shop.example' });
    const request = {
      contact: { email: 'noa@shop.example' },
      score: 'interest',
      itemIndex: 0,
      idempotencyKey: 'n8n:1',
    };
    const change = { operation: 'add', points: 25 };
    const first = await http.api('POST', '/hub/scores', { ...request, change });
    expect(first).toMatchObject({ status: 200, body: { value: 25, previous: 0, points: 25, total: 25, crossed: [] } });
    expect((await http.api('POST', '/hub/scores', { ...request, change })).body).toEqual(first.body);
    const asked = { ...request, score: 'total', idempotencyKey: 'n8n:2' };
    expect((await http.api('POST', '/hub/scores', asked)).body).toMatchObject({ total: 25, points: 0 });
    expect((await http.api('POST', '/hub/scores', { ...asked, change })).body.code).toBe('SCORE_INVALID');
    const unknown = { ...request, contact: { email: 'nobody@shop.example' }, change };
    expect((await http.api('POST', '/hub/scores', unknown)).body.code).toBe('CONTACT_NOT_FOUND');
    const wanted = { contact: { email: 'noa@shop.example' }, strategies: ['alsoBought', 'bestSellers'], limit: 3 };
    expect(await http.api('POST', '/hub/recommendations', wanted)).toMatchObject({ status: 200, body: [] });
  });

  test('a subscription to all that happens to scores is told that points changed', async () => {
    const { body: contact } = await http.api('POST', '/contacts', { email: 'uri@shop.example' });
    const change = { score: 'interest', operation: 'add', points: 5, reason: 'Called' };
    await http.api('POST', `/contacts/${contact.id}/scores`, change);
    const told = async () =>
      await http.app.database.all(
        `SELECT e.type FROM subscription_delivery d JOIN event e ON e.id = d.event WHERE d.subscription = ?`,
        [subscription.id],
      );
    const subscribe = { filter: { events: ['score.*'] }, targetUrl: 'http://127.0.0.1:9/told' };
    const { body: subscription } = await http.api('POST', '/hub/subscriptions', subscribe);
    expect(await told()).toEqual([]);
    await http.api('POST', `/contacts/${contact.id}/scores`, change);
    expect(await told()).toEqual([{ type: 'score.changed' }]);
    await http.api('DELETE', `/hub/subscriptions/${subscription.id}`);
  });

  test('two contacts that become one have the points of both; what a rule gave both counts once', async () => {
    const condition = { contact: 'country', operator: 'equals', value: 'IL' };
    await http.api('POST', '/score-rules', { name: 'At home', score: 'fit', points: 10, condition });
    const make = async (email: string) =>
      (await http.api('POST', '/contacts', { email, country: 'IL' })).body.id as number;
    const [one, other] = [await make('one@shop.example'), await make('other@shop.example')];
    await http.app.scoreSweeps.look();
    const give = { score: 'purchases', operation: 'add', reason: 'Bought' };
    await http.api('POST', `/contacts/${one}/scores`, { ...give, points: 5 });
    await http.api('POST', `/contacts/${other}/scores`, { ...give, points: 7 });
    await http.app.writer.merge(1, one, other);
    const { body } = await http.api('GET', `/contacts/${one}/scores`);
    expect(body.scores).toEqual([
      { name: 'fit', value: 10 },
      { name: 'purchases', value: 12 },
    ]);
    expect(await recounted(http)).toMatchObject({ status: 'done', isDryRun: true, changed: 0 });
  });
});

/** What counting anew would change, once that is known. */
async function recounted({ api, app }: Http) {
  const begun = await api('POST', '/score-rules/recompute', { dryRun: true });
  expect(begun).toMatchObject({ status: 202, body: { status: 'running', contacts: 0, endedAt: null } });
  await app.recounts.look();
  return (await api('GET', `/score-rules/recompute/${begun.body.id}`)).body;
}

const LEAD_SCORE = 'n8n-nodes-aftercart.leadScore';
const bands = { values: [{ name: 'Hot', from: 20 }] };

describe('a journey with a Lead Score node', () => {
  let app: TestApp;
  beforeEach(async () => (app = await openTestApp()), 60_000);
  afterEach(async () => await app.close());

  test('gives points once, later nodes see them at once, and crossing a threshold begins another journey', async () => {
    await app.thresholds.create(1, { name: 'Hot', score: 'engagement', value: 20 });
    await app.scoreSweeps.look();
    const id = await app.activate([
      onEvents('cart.updated'),
      { name: 'Cart', type: LEAD_SCORE, parameters: { score: 'engagement', points: 15 } },
      { name: 'Twice', type: LEAD_SCORE, parameters: { score: 'engagement', points: 10 } },
      { name: 'Split', type: LEAD_SCORE, parameters: { operation: 'split', score: 'engagement', bands }, output: 1 },
      { name: 'Hot', type: 'n8n-nodes-base.noOp' },
    ]);
    const entered = await app.activate([onEvents('score.crossed'), { name: 'Told', type: 'n8n-nodes-base.noOp' }]);
    const { contact } = await app.writer.upsert(1, { email: 'dana@shop.example' });
    await app.database.write((tx) =>
      app.publish(tx, {
        workspace: 1,
        type: 'cart.updated',
        contact: contact.id,
        payload: { contact: { ...contact } },
      }),
    );
    const execution = await app.execution(id, ({ status }) => status === 'success' || status === 'error');
    expect([execution.status, await app.pathOf(execution)]).toEqual([
      'success',
      ['On event', 'Cart', 'Twice', 'Split', 'Hot'],
    ]);
    expect(await app.database.all('SELECT score, points, reason FROM score_entry ORDER BY id')).toEqual([
      { score: 'engagement', points: 15, reason: 'Cart' },
      { score: 'engagement', points: 10, reason: 'Twice' },
    ]);
    const crossed = await app.database.all(`SELECT type FROM event WHERE type LIKE 'score.%'`);
    expect(crossed).toEqual([{ type: 'score.crossed' }]);
    await app.execution(entered, ({ status }) => status === 'success');
  });

  test('a journey that waits for all that happens to scores begins when points change', async () => {
    const id = await app.activate([onEvents('score.*'), { name: 'Told', type: 'n8n-nodes-base.noOp' }]);
    const { contact } = await app.writer.upsert(1, { email: 'dana@shop.example' });
    const give = { operation: 'add', score: 'interest', points: 5, reason: 'Called' };
    expect((await app.api('POST', `/contacts/${contact.id}/scores`, give)).status).toBeLessThan(300);
    const { status } = await app.execution(id, (each) => each.status === 'success');
    expect(status).toBe('success');
  });
});
