import { days, hours } from '../../../../packages/runtime/src/shared';
import {
  ContactJourneysSchema,
  JourneySchema,
  LedgerEntrySchema,
  SweepSchema,
  VersionSchema,
} from '../../../../packages/runtime/src/http/schemas/journey';
import { mail, onEvents, wait } from '../../../support/journey';
import { deviations } from '../../../support/open-http';
import { startJourneys, type TestJourneys } from '../../../support/start-journeys';

describe('journeys over the API', () => {
  let shop: TestJourneys;
  let dana: number;
  let journey: string;
  beforeEach(async () => {
    shop = await startJourneys();
    dana = await shop.contact('dana@example.com');
    journey = await shop.activate([onEvents('order.placed'), wait(2, 'days'), mail('Hello')], {
      entry: { reentry: 'once' },
    });
    await shop.happens('order.placed', dana);
    await shop.happens('order.placed', dana);
  });
  afterEach(async () => await shop.close());

  const call = async (method: string, route: string, body?: unknown): Promise<{ status: number; body: any }> =>
    await shop.api(method, route, body);

  test('an operator pauses a journey, lets it go on, and stops it', async () => {
    const paused = await call('POST', `/workflows/${journey}/pause`, { entries: 'later' });
    expect(paused).toMatchObject({ status: 200, body: { workflowId: journey, status: 'paused', entries: 'later' } });
    expect(deviations(JourneySchema, paused.body)).toEqual([]);
    await shop.advance(days(1), hours(12));
    const resumed = await call('POST', `/workflows/${journey}/resume`, {});
    expect(resumed).toMatchObject({ status: 200, body: { changed: 1 } });
    expect(deviations(SweepSchema, resumed.body)).toEqual([]);
    expect((await call('GET', `/workflows/${journey}/journey`)).body).toMatchObject({
      status: 'active',
      pausedAt: null,
    });
    expect((await call('POST', `/workflows/${journey}/stop`, { inFlight: 'leave' })).body).toMatchObject({
      sweep: { changed: 1 },
    });
    expect((await call('POST', `/workflows/${journey}/stop`, {})).body).toEqual({ sweep: null });
  });

  test('a builder sees who waits where before publishing, and publishes', async () => {
    const counts = (await call('GET', `/workflows/${journey}/waiting`)).body.data;
    expect(counts).toMatchObject([{ node: 'Wait', waiting: 1, nextAt: expect.stringMatching(/Z$/) }]);
    const versions = (await call('GET', `/workflows/${journey}/versions`)).body.data;
    expect(versions).toMatchObject([{ id: counts[0].versionId, isLive: true, waiting: 1 }]);
    expect(deviations(VersionSchema, versions[0])).toEqual([]);
    const inFlight = { nodes: { Wait: { do: 'move', node: 'Mail' } } };
    const dry = await call('POST', `/workflows/${journey}/publish`, { dryRun: true, inFlight });
    expect(dry.body).toMatchObject({ versionId: null, sweep: null, inFlight: [{ waiting: 1, does: { do: 'move' } }] });
    const real = await call('POST', `/workflows/${journey}/publish`, { inFlight });
    expect(real.body).toMatchObject({ versionId: expect.any(String), sweep: { changed: 1 } });
    await shop.settle();
    expect(await shop.mails()).toEqual(['Hello: sent']);
  });

  test('support moves, skips and removes a contact, and reads what happened and why', async () => {
    expect((await call('POST', '/executions/1/skip-wait')).status).toBe(200);
    await shop.settle();
    const { body } = await call('GET', '/executions/1/ledger');
    expect(body.data.map(({ verdict }: { verdict: string }) => verdict)).toEqual([
      'entered',
      'passed',
      'waiting',
      'skipped wait',
      'passed',
      'passed',
      'message',
      'ended',
    ]);
    for (const entry of body.data) expect(deviations(LedgerEntrySchema, entry)).toEqual([]);
    const found = await call('GET', `/contacts/${dana}/journeys`);
    expect(found.body).toMatchObject({
      journeys: [{ executionId: 1, status: 'success', node: 'Mail' }],
      notEntered: [{ workflowId: journey, reason: 'once' }],
    });
    expect(deviations(ContactJourneysSchema, found.body)).toEqual([]);

    const noam = await shop.contact('noam@example.com');
    await shop.happens('order.placed', noam);
    expect((await call('POST', '/executions/2/remove', { reason: 'Asked on the phone' })).body).toMatchObject({
      status: 'canceled',
    });
    const left = (await call('GET', `/contacts/${noam}/journeys`)).body.journeys[0];
    expect(left).toMatchObject({ ending: 'left', reason: 'Asked on the phone' });
  });

  test.each([
    ['POST', '/workflows/nowhere/pause', {}, 'WORKFLOW_NOT_FOUND'],
    ['GET', '/workflows/nowhere/waiting', undefined, 'WORKFLOW_NOT_FOUND'],
    ['POST', '/workflows/:id/resume', {}, 'JOURNEY_NOT_PAUSED'],
    ['POST', '/workflows/:id/resume', { waits: 'never' }, 'BODY_INVALID'],
    ['POST', '/workflows/:id/pause', { for: 'ever' }, 'BODY_INVALID'],
    ['POST', '/workflows/:id/publish', { inFlight: { otherwise: { do: 'move' } } }, 'BODY_INVALID'],
    [
      'POST',
      '/workflows/:id/publish',
      { inFlight: { otherwise: { do: 'move', node: 'Away' } } },
      'JOURNEY_NODE_UNKNOWN',
    ],
    ['POST', '/executions/1/move', { node: 'Away' }, 'JOURNEY_NODE_UNKNOWN'],
    ['POST', '/executions/1/move', {}, 'BODY_INVALID'],
    ['POST', '/executions/99/skip-wait', undefined, 'EXECUTION_NOT_FOUND'],
    ['GET', '/executions/99/ledger', undefined, 'EXECUTION_NOT_FOUND'],
    ['GET', '/contacts/99/journeys', undefined, 'CONTACT_NOT_FOUND'],
  ])('%s %s with %j is refused: %s', async (method, route, body, code) => {
    expect((await call(method, route.replace(':id', journey), body)).body.code).toBe(code);
  });
});
