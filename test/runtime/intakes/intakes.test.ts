import type { MembersSpec } from '../../../packages/runtime/src/events';
import { minutes, seconds } from '../../../packages/runtime/src/shared';
import { parseWorkflow } from '../../../packages/runtime/src/workflows';
import { databaseSettings, type DatabaseSettings } from '../../support/databases';
import { done, journeyOf, type JourneyNode } from '../../support/journey';
import { startJourneys, type Stopped, type TestJourneys } from '../../support/start-journeys';

type Parameters = Partial<Omit<MembersSpec, 'who'>> & { members?: string; events?: string[]; segments?: string };

describe.each(databaseSettings())('members of lists and segments on %s', (_name, make) => {
  let settings: DatabaseSettings;
  let journeys: TestJourneys;
  let list: string;

  beforeEach(async () => {
    settings = await make();
    journeys = await startJourneys({ env: settings.env });
    list = (await journeys.lists.create(1, 'VIP')).id;
  }, 60_000);
  afterEach(async () => {
    await journeys.close();
    await settings.drop();
  });

  const trigger = (parameters: Parameters = {}): JourneyNode => {
    const { round, leavers, ...more } = parameters;
    const options = { ...(round && { round }), ...(leavers && { leavers }) };
    return {
      name: 'Members',
      type: 'n8n-nodes-aftercart.listSegmentTrigger',
      parameters: { lists: list, members: 'also', count: 60, per: 'minute', options, ...more },
    };
  };
  const people = async (count: number, from = 0): Promise<number[]> => {
    const ids: number[] = [];
    for (let index = from; index < from + count; index++) {
      const { contact } = await journeys.writer.upsert(1, { email: `p${index}@example.com` });
      await journeys.writer.join(1, contact.id, list, 'test');
      ids.push(contact.id);
    }
    return ids;
  };
  /** Lets so many seconds pass, one by one. */
  const pass = async (count: number) => {
    for (let second = 0; second < count; second++) {
      journeys.advanceOnly(seconds(1));
      await journeys.intakes.look();
    }
    await journeys.settle();
  };
  const entered = async (workflow: string): Promise<number[]> => {
    const rows = await journeys.database.all<{ contact: number }>(
      'SELECT contact FROM execution WHERE workflow = ? ORDER BY contact',
      [workflow],
    );
    return rows.map(({ contact }) => contact);
  };
  const progress = async (workflow: string) => {
    const { body } = await journeys.api('GET', `/intakes?workflowId=${workflow}`);
    const { data } = body as { data: Array<Record<string, unknown>> };
    return data.map(({ status, total, waiting, entered: in_, refused, left, joined }) => ({
      status,
      total,
      waiting,
      entered: in_,
      refused,
      left,
      joined,
    }));
  };
  const change = async (workflow: string, nodes: JourneyNode[]) => {
    await journeys.workflows.update(1, workflow, parseWorkflow(journeyOf(nodes)));
    await journeys.live.activate(1, workflow);
  };
  /** The server dies and another one takes over. */
  const restart = async () => {
    const stopped: Stopped = await journeys.stop();
    journeys = await startJourneys(stopped);
  };

  test('who is in a list already enters at the pace of the trigger, who joins enters at once, each once', async () => {
    const before = await people(5);
    const workflow = await journeys.activate([trigger({ count: 60 }), done]);
    await journeys.intakes.look();
    await journeys.settle();
    expect(await entered(workflow)).toHaveLength(1);
    await pass(1);
    expect(await entered(workflow)).toHaveLength(2);
    const [joins] = await people(1, 5);
    await journeys.settle();
    expect(await entered(workflow)).toContain(joins);
    await pass(10);
    expect(await entered(workflow)).toEqual([...before, joins]);
    expect(await progress(workflow)).toEqual([
      { status: 'done', total: 5, waiting: 0, entered: 5, refused: 0, left: 0, joined: 0 },
    ]);
  });

  test('a campaign goes out once, at its time, to nobody who joins later, also where it is published again', async () => {
    const before = await people(3);
    const at = new Date(journeys.clock.now() + 60_000).toISOString();
    const nodes = [trigger({ members: 'only', count: 100, per: 'minute', startAt: at }), done];
    const workflow = await journeys.activate(nodes);
    await pass(30);
    expect(await entered(workflow)).toEqual([]);
    expect(await progress(workflow)).toMatchObject([{ status: 'waiting' }]);
    await pass(40);
    expect(await entered(workflow)).toEqual(before);
    await people(2, 3);
    await journeys.live.deactivate(1, workflow);
    await journeys.live.activate(1, workflow);
    await pass(10);
    expect(await entered(workflow)).toEqual(before);
    await change(workflow, [trigger({ members: 'only', count: 100, round: '2' }), done]);
    await pass(10);
    expect(await entered(workflow)).toHaveLength(3 + 5);
  });

  test.each([
    ['is left out', 'skip', 1],
    ['enters all the same where the trigger says so', 'take', 0],
  ] as const)('a member who leaves before their turn %s', async (_title, leavers, left) => {
    const [, second] = await people(2);
    const workflow = await journeys.activate([trigger({ members: 'only', leavers }), done]);
    await journeys.intakes.look();
    await journeys.writer.leave(1, second!, list);
    await pass(5);
    expect(await entered(workflow)).toHaveLength(2 - left);
    expect(await progress(workflow)).toMatchObject([{ status: 'done', total: 2, left }]);
  });

  test('somebody who leaves and joins again before their turn enters by joining, and not once more', async () => {
    const [, second] = await people(2);
    const workflow = await journeys.activate([trigger(), done]);
    await journeys.intakes.look();
    await journeys.writer.leave(1, second!, list);
    await journeys.writer.join(1, second!, list, 'test');
    await pass(5);
    expect(await entered(workflow)).toHaveLength(2);
    expect(await progress(workflow)).toMatchObject([{ entered: 1, joined: 1 }]);
  });

  test('a pause holds the rest back, and they enter when the journey goes on', async () => {
    await people(10);
    const workflow = await journeys.activate([trigger(), done]);
    await pass(2);
    const soFar = (await entered(workflow)).length;
    await journeys.control.pause(1, workflow);
    await pass(20);
    expect(await entered(workflow)).toHaveLength(soFar);
    await journeys.control.resume(1, workflow, 'shift');
    await pass(20);
    expect(await entered(workflow)).toHaveLength(10);
  });

  test('a journey that is stopped takes nobody in, and goes on with the others when it is live again', async () => {
    await people(10);
    const workflow = await journeys.activate([trigger(), done]);
    await pass(2);
    await journeys.control.stop(1, workflow, 'finish');
    const soFar = (await entered(workflow)).length;
    await pass(10);
    expect(await entered(workflow)).toHaveLength(soFar);
    expect(await progress(workflow)).toMatchObject([{ status: 'stopped' }]);
    await people(2, 10);
    await journeys.live.activate(1, workflow);
    await pass(20);
    expect(await entered(workflow)).toHaveLength(12);
    expect(new Set(await entered(workflow)).size).toBe(12);
  });

  test('a restart in the middle loses nobody and takes nobody in twice', async () => {
    await people(12);
    const workflow = await journeys.activate([trigger({ count: 120 }), done]);
    await pass(2);
    await restart();
    await pass(20);
    const ids = await entered(workflow);
    expect(ids).toHaveLength(12);
    expect(new Set(ids).size).toBe(12);
    expect(await progress(workflow)).toMatchObject([{ status: 'done', total: 12, entered: 12 }]);
  });

  test('the entry rules of the journey hold for members, too', async () => {
    const [first] = await people(3);
    await journeys.writer.tag(1, first!, ['no']);
    const filter = { none: [{ tag: 'no', operator: 'exists' as const }] };
    const workflow = await journeys.activate([trigger(), done], { entry: { reentry: 'once', filter } });
    await pass(10);
    expect(await entered(workflow)).toHaveLength(2);
    await journeys.advance(minutes(40), minutes(10));
    expect(await journeys.refusals()).toEqual(['filter']);
  });

  test('members of a segment enter once it is settled, and who joins or leaves it does as the trigger says', async () => {
    const segment = await journeys.segments.create(1, {
      name: 'Israel',
      rule: { contact: 'country', operator: 'equals', value: 'IL' },
    });
    const { contact } = await journeys.writer.upsert(1, { email: 'dana@example.com', country: 'IL' });
    const node: JourneyNode = {
      name: 'Segment',
      type: 'n8n-nodes-aftercart.listSegmentTrigger',
      parameters: { segments: segment.id, members: 'also', events: ['left'] },
    };
    const workflow = await journeys.activate([node, done]);
    await journeys.segmentSweeps.look();
    await pass(3);
    expect(await entered(workflow)).toEqual([contact.id]);
    await journeys.writer.patch(1, contact.id, { country: 'AT' });
    await journeys.settle();
    expect(await entered(workflow)).toEqual([contact.id, contact.id]);
  });

  test('only its own list starts a trigger', async () => {
    const other = await journeys.lists.create(1, 'Other');
    const workflow = await journeys.activate([trigger({ members: 'none' }), done]);
    const { contact } = await journeys.writer.upsert(1, { email: 'dana@example.com' });
    await journeys.writer.join(1, contact.id, other.id, 'test');
    await journeys.settle();
    expect(await entered(workflow)).toEqual([]);
    await journeys.writer.join(1, contact.id, list, 'test');
    await journeys.settle();
    expect(await entered(workflow)).toEqual([contact.id]);
    expect(await journeys.database.all('SELECT id FROM intake')).toEqual([]);
  });

  test('a birthday starts a journey by a Date Trigger, and says so where it comes too late', async () => {
    await journeys.attributes.create(1, { name: 'birthday', type: 'date' });
    const node: JourneyNode = {
      name: 'Birthday',
      type: 'n8n-nodes-aftercart.dateTrigger',
      parameters: { options: { lateHours: 2 } },
    };
    const workflow = await journeys.activate([node, done]);
    const born = async (email: string, birthday: string) =>
      (await journeys.writer.upsert(1, { email, timeZone: 'Asia/Jerusalem', attributes: { birthday } })).contact.id;
    const dana = await born('dana@example.com', '1990-11-24');
    journeys.advanceOnly(minutes(60 * 46.5)); // 24 November, 7:30 in UTC, 9:30 in Jerusalem
    await journeys.dates.look();
    await journeys.settle();
    expect(await entered(workflow)).toEqual([dana]);
    await born('omar@example.com', '1985-11-25');
    journeys.advanceOnly(minutes(60 * 30));
    await journeys.dates.look();
    await journeys.settle();
    expect(await entered(workflow)).toEqual([dana]);
    expect(await journeys.refusals()).toEqual(['tooLate']);
    await journeys.live.deactivate(1, workflow);
    await journeys.dates.look();
    expect(await journeys.database.all('SELECT watch FROM date_due')).toEqual([]);
  });

  test('a trigger in a stock n8n is told of members once, also where its workflow is switched off and on', async () => {
    const ids = await people(3);
    const members = { who: 'also', count: 60_000, per: 'minute', leavers: 'skip' } as const;
    const request = {
      filter: { events: ['list.member'], lists: [list], members },
      targetUrl: 'http://127.0.0.1:9/webhook/a',
    };
    const subscribe = async () => (await journeys.api('POST', '/hub/subscriptions', request)).body as { id: string };
    const queued = async () =>
      await journeys.database.all<{ contact: number }>(
        'SELECT e.contact FROM subscription_delivery d JOIN event e ON e.id = d.event ORDER BY e.contact',
      );
    const { id } = await subscribe();
    await pass(4);
    expect((await queued()).map(({ contact }) => contact)).toEqual(ids);
    await journeys.api('DELETE', `/hub/subscriptions/${id}`);
    const later = await people(1, 3);
    await subscribe();
    await pass(4);
    expect((await queued()).map(({ contact }) => contact)).toEqual(later);
  });
});
