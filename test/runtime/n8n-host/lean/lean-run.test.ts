import type { INodeParameters } from 'n8n-workflow';

import { openBothPaths, type BothPaths, type GraphNode, type Play } from '../../../support/both-paths';
import { RecordingHub } from '../../../support/recording-hub';

const START: GraphNode = { name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1 };
const node = (name: string, type: string, typeVersion: number, parameters: INodeParameters = {}): GraphNode => ({
  name,
  type: type.includes('.') ? type : `n8n-nodes-base.${type}`,
  typeVersion,
  parameters,
});
const email = (more: Partial<GraphNode>): GraphNode => ({
  ...node('Mail', 'n8n-nodes-aftercart.sendEmail', 1, {
    contactFrom: 'email',
    contactEmail: 'anna@example.com',
    languages: { values: [{ language: 'en', subject: 'Hello', body: '<p>Hello</p>' }] },
  }),
  ...more,
});

/** Cannot be reached for the first calls. */
class TardyHub extends RecordingHub {
  calls = 0;

  constructor(private readonly failures: number) {
    super();
  }

  override at(...call: Parameters<RecordingHub['at']>) {
    this.calls += 1;
    if (this.calls <= this.failures) throw new Error('The hub cannot be reached');
    return super.at(...call);
  }
}

/** What the last stretch left, where both paths left the same. */
describe('A run on the lean path', () => {
  let paths: BothPaths;
  beforeAll(async () => (paths = await openBothPaths()));
  afterAll(async () => await paths.close());

  async function play(play: Play): Promise<{ run: any; responses: unknown[]; hub: any }> {
    const before = paths.lean.paths.lean;
    const { lean, again, full } = await paths.play(play);
    expect(lean).toEqual(full);
    expect(again).toEqual(full);
    expect(paths.lean.paths.lean).toBeGreaterThan(before);
    const { run } = lean.stretches.at(-1) as { run: unknown };
    return { run, responses: lean.responses, hub: lean.hub };
  }

  test('tries a node again as often as it is set to, and goes on when a try succeeds', async () => {
    const mail = email({ retryOnFail: true, maxTries: 3, waitBetweenTries: 5 });
    const { run, hub } = await play({
      nodes: [START, mail],
      edges: [['Start', 0, 'Mail']],
      hub: () => new TardyHub(2),
    });
    expect([run.status, hub.calls, hub.emails.length]).toEqual(['success', 3, 1]);
    const failed = await play({ nodes: [START, mail], edges: [['Start', 0, 'Mail']], hub: () => new TardyHub(3) });
    expect([failed.run.status, failed.run.data.resultData.error.message]).toEqual([
      'error',
      'The hub cannot be reached',
    ]);
    expect(failed.run.data.executionData.nodeExecutionStack).toMatchObject([{ node: { name: 'Mail' } }]);
  });

  test('goes on after a node that fails with what the node was given, and has failed only where it was the last', async () => {
    const mail = email({ onError: 'continueRegularOutput' });
    const nodes = [START, mail, node('After', 'noOp', 1)];
    const hub = () => new TardyHub(9);
    const ended = await play({
      nodes,
      edges: [
        ['Start', 0, 'Mail'],
        ['Mail', 0, 'After'],
      ],
      items: [{ json: { a: 1 } }],
      hub,
    });
    expect(ended.run.status).toBe('success');
    expect(ended.run.data.resultData.runData.After[0].data.main[0]).toMatchObject([{ json: { a: 1 } }]);
    const last = await play({ nodes: nodes.slice(0, 2), edges: [['Start', 0, 'Mail']], hub });
    expect(last.run.status).toBe('error');
  });

  test('sends items that fail down the error output, with the data that they were made from', async () => {
    const set = node('Set', 'set', 3.4, { mode: 'raw', jsonOutput: '={{ $json.text }}', options: {} });
    const { run } = await play({
      nodes: [START, { ...set, onError: 'continueErrorOutput' }, node('Good', 'noOp', 1), node('Bad', 'noOp', 1)],
      edges: [
        ['Start', 0, 'Set'],
        ['Set', 0, 'Good'],
        ['Set', 1, 'Bad'],
      ],
      items: [{ json: { text: '{"n":1}' } }, { json: { text: 'no json', id: 7 } }],
    });
    const { Good, Bad } = run.data.resultData.runData;
    expect(Good[0].data.main[0]).toMatchObject([{ json: { n: 1 } }]);
    expect(Bad[0].data.main[0]).toMatchObject([{ json: { id: 7, error: expect.stringContaining('JSON') } }]);
  });

  test('that goes in circles ends, with the last rounds to look at', async () => {
    const nodes = [START, node('Set', 'set', 3.4, { assignments: { assignments: [] }, options: {} })];
    const { run } = await play({
      nodes,
      edges: [
        ['Start', 0, 'Set'],
        ['Set', 0, 'Set'],
      ],
      mostNodeRuns: 40,
    });
    expect(run.data.resultData.error.code).toBe('EXECUTION_ENDLESS');
    expect(run.data.resultData.runData.Set).toHaveLength(20);
  });

  test('ends where its time is up', async () => {
    const nodes = [
      START,
      { ...email({ retryOnFail: true, maxTries: 5, waitBetweenTries: 400 }) },
      node('After', 'noOp', 1),
    ];
    const { run } = await play({
      nodes,
      edges: [
        ['Start', 0, 'Mail'],
        ['Mail', 0, 'After'],
      ],
      settings: { executionTimeout: 1 },
      hub: () => new TardyHub(4),
    });
    expect([run.status, run.data.resultData.error['made by'] ?? run.data.resultData.error.name]).toEqual([
      'canceled',
      'TimeoutExecutionCancelledError',
    ]);
    expect(run.data.resultData.runData.After).toBeUndefined();
  });

  test('answers a call by Respond to Webhook', async () => {
    const { responses } = await play({
      nodes: [
        node('Hook', 'webhook', 2, { path: 'here', responseMode: 'responseNode' }),
        node('Answer', 'respondToWebhook', 1.1, {
          respondWith: 'json',
          responseBody: '={{ { "got": $json.body.a } }}',
          options: {},
        }),
      ],
      edges: [['Hook', 0, 'Answer']],
      items: [{ json: { body: { a: 5 } } }],
      mode: 'webhook',
    });
    expect(responses).toMatchObject([{ body: { got: 5 }, statusCode: 200 }]);
  });

  test('waits, is stored, and hands on to the next node what came before the wait', async () => {
    const { run } = await play({
      nodes: [
        START,
        node('Wait', 'wait', 1.1, { resume: 'timeInterval', amount: 2, unit: 'hours' }),
        node('Set', 'set', 3.4, {
          assignments: {
            assignments: [{ id: '1', name: 'name', value: "={{ $('Start').item.json.name }}", type: 'string' }],
          },
          options: {},
        }),
      ],
      edges: [
        ['Start', 0, 'Wait'],
        ['Wait', 0, 'Set'],
      ],
      items: [{ json: { name: 'Anna' } }],
    });
    expect(run.status).toBe('success');
    expect(run.data.resultData.runData.Set[0].data.main[0]).toMatchObject([{ json: { name: 'Anna' } }]);
    expect(run.data.resultData.runData.Wait).toHaveLength(1);
  });

  test.each([
    [
      'a node that is not covered',
      { nodes: [START, node('Sheet', 'googleSheets', 4.5)], edges: [['Start', 0, 'Sheet']] },
      /^node (type|with issues)/,
    ],
    [
      'the older order of branches',
      { nodes: [START], edges: [], settings: { executionOrder: 'v0' } },
      /^execution order/,
    ],
    [
      'a run in the editor',
      { nodes: [START, node('End', 'noOp', 1)], edges: [['Start', 0, 'End']], mode: 'manual' },
      /^mode manual/,
    ],
  ] as Array<[string, Play, RegExp]>)('is not for %s', async (_case, play, reason) => {
    const before = { ...paths.lean.paths.reasons };
    const { lean, full } = await paths.play(play);
    expect(lean).toEqual(full);
    const counted = Object.entries(paths.lean.paths.reasons).filter(([name, count]) => count !== before[name]);
    expect(counted.map(([name]) => name)).toEqual([expect.stringMatching(reason)]);
  });
});
