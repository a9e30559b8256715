import { VariantResultsSchema } from '../../../../packages/runtime/src/http/schemas/results';
import { deviations, openHttp, type Http } from '../../../support/open-http';

const MAY = Date.parse('2026-05-01T00:00:00Z');

describe('the ways of an A/B split over the API', () => {
  let http: Http;
  let workflow: string;
  beforeAll(async () => {
    http = await openHttp();
    const { body } = await http.api('POST', '/workflows', { name: 'Test', nodes: [], connections: {}, settings: {} });
    workflow = body.id;
    for (const [email, variant, at] of [
      ['anna@example.com', 'Story', MAY - 1],
      ['ben@example.com', 'Offer', MAY],
      ['carl@example.com', 'Offer', MAY + 1],
    ] as const) {
      const contact = (await http.api('POST', '/contacts', { email })).body.id as number;
      const test = `${workflow}:split-1`;
      await http.app.database.write((tx) =>
        tx.run('INSERT INTO split_assignment (workspace, test, contact, variant, assigned_at) VALUES (1, ?, ?, ?, ?)', [
          ...[test, contact, variant, at],
        ]),
      );
    }
  });
  afterAll(() => http.close());

  test('an author compares the ways of a workflow, of all contacts or of the latest', async () => {
    const { status, body } = await http.api('GET', `/workflows/${workflow}/variants`);
    expect(status).toBe(200);
    const nothing = { opened: 0, clicked: 0, bought: 0 };
    expect(body.data).toEqual([
      { split: 'split-1', variant: 'Offer', contacts: 2, ...nothing },
      { split: 'split-1', variant: 'Story', contacts: 1, ...nothing },
    ]);
    for (const row of body.data) expect(deviations(VariantResultsSchema, row)).toEqual([]);
    const since = new Date(MAY).toISOString();
    const latest = await http.api('GET', `/workflows/${workflow}/variants?since=${since}`);
    expect(latest.body.data).toMatchObject([{ variant: 'Offer', contacts: 2 }]);
  });

  test('an author who asks for what there is not, or since when is no instant, is told so', async () => {
    expect((await http.api('GET', '/workflows/none/variants')).body.code).toBe('WORKFLOW_NOT_FOUND');
    const { status, body } = await http.api('GET', `/workflows/${workflow}/variants?since=monday`);
    expect([status, body.code]).toEqual([400, 'BODY_INVALID']);
  });
});
