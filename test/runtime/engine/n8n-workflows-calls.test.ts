import { outputOf, outputsOf, pathOf, startEngine, type TestEngine } from '../../support/start-engine';

const CALLED = [
  'double',
  'count',
  'reversed',
  'fails',
  'waits',
  'waits-unsaved',
  'waits-some',
  'waits-fails',
  'typed',
  'no-trigger',
  'middle',
  'static',
];

/** Workflows that call others, and workflows that hear of the failures of others. */
describe('n8n workflows that lead to others', () => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await startEngine();
    for (const name of CALLED) await engine.create(`sub/${name}`);
    for (const name of ['error/handler', 'error/handler-fails']) await engine.create(name);
  });
  afterAll(async () => await engine.close());

  const children = async (parent: number) =>
    (await engine.executions.list(1, { limit: 100 })).filter((execution) => execution.parent === parent).reverse();

  describe('Execute Workflow', () => {
    test('runs another workflow once with all items, and its output goes on', async () => {
      const { execution, data } = await engine.play('sub/call-once');
      expect(outputOf(data, 'Count')).toEqual([{ count_n: 3 }]);
      expect(outputOf(data, 'After')).toEqual([
        { origin: '1', n: '2' },
        { origin: '2', n: '4' },
        { origin: '3', n: '6' },
      ]);
      expect(await children(execution.id)).toMatchObject([
        { workflow: 'sub-double', mode: 'integrated', status: 'success' },
        { workflow: 'sub-count', mode: 'integrated', status: 'success' },
      ]);
    });

    test('runs another workflow for each item', async () => {
      const { data } = await engine.play('sub/call-each');
      expect(outputOf(data, 'Each')).toEqual([{ count_n: 1 }, { count_n: 1 }, { count_n: 1 }]);
      expect(outputOf(data, 'After').at(-1)).toEqual({ origin: '3', n: '6' });
    });

    test('knows which item each result was made from, also where the other workflow changed their order', async () => {
      const { data } = await engine.play('sub/call-reversed');
      expect(outputOf(data, 'After')).toEqual([
        { n: '3', origin: '3' },
        { n: '2', origin: '2' },
        { n: '1', origin: '1' },
      ]);
    });

    test('runs a workflow that it carries along, or that an older node names', async () => {
      expect(outputOf((await engine.play('sub/call-inline')).data, 'Inline')).toEqual([{ n: 3 }, { n: 6 }]);
      expect(outputOf((await engine.play('sub/call-older')).data, 'Call')).toEqual([{ n: 2 }, { n: 4 }]);
    });

    test('hands over the inputs that the other workflow declares', async () => {
      const { data } = await engine.play('sub/call-typed');
      expect(outputOf(data, 'Call')).toEqual([{ text: 'A-17=42', keys: 'order,total' }]);
    });

    test('calls itself until it is enough', async () => {
      expect(outputOf((await engine.play('sub/call-itself')).data, 'Again')).toEqual([{ n: 3 }]);
    });

    test('fails as the other workflow fails, unless it continues on error', async () => {
      const { execution, data } = await engine.play('sub/call-failing');
      expect(outputOf(data, 'Kept')).toEqual([{ error: 'No 1 here' }]);
      expect(outputsOf(data, 'Each')).toEqual([[], [{ n: 1, error: 'No 1 here' }]]);
      expect(execution).toMatchObject({ status: 'error', node: 'Fails', error: 'Node "Fails": No 1 here' });
      expect(pathOf(data)).not.toContain('Never');
    });

    test.each([
      ['sub/call-nobody', 'SUB_WORKFLOW_NOT_FOUND'],
      ['sub/call-no-trigger', 'WORKFLOW_HAS_NO_TRIGGER'],
    ])('says with a code what keeps it from calling (%s)', async (fixture, errorCode) => {
      const { execution } = await engine.play(fixture);
      expect(execution).toMatchObject({ status: 'error', node: 'Fails', errorCode });
    });

    test('goes on at once where it need not wait for the end', async () => {
      const { execution, data } = await engine.play('sub/call-and-forget');
      expect(outputOf(data, 'After')).toEqual([{ n: '1' }, { n: '2' }]);
      const { execution: called } = await engine.newest('sub-waits', { atWait: true });
      expect(called.id).toBeGreaterThan(execution.id);
      expect(called).toMatchObject({ parent: null, mode: 'integrated' });
      expect((await engine.finished(called.id)).execution.status).toBe('success');
    });
  });

  describe('a sub-workflow that waits', () => {
    test('lets its caller wait, and go on with its output', async () => {
      const { execution, data } = await engine.play('sub/call-waiting');
      expect(execution.status).toBe('success');
      expect(outputOf(data, 'After')).toEqual([
        { n: '100', all: '2' },
        { n: '200', all: '2' },
      ]);
      expect(await children(execution.id)).toMatchObject([{ workflow: 'sub-waits', status: 'success' }]);
    });

    test('is waited for for each item, and none of the outputs is lost', async () => {
      expect(outputOf((await engine.play('sub/call-waiting-each')).data, 'After')).toEqual([
        { n: '100' },
        { n: '200' },
      ]);
      const { data } = await engine.play('sub/call-waiting-some'); // only the second of three waits
      expect(outputOf(data, 'After')).toEqual([{ n: '100' }, { n: '200' }, { n: '300' }]);
    });

    test('hands over its output before it is forgotten, where it is not to be kept', async () => {
      const { execution, data } = await engine.play('sub/call-waiting-unsaved');
      expect(outputOf(data, 'After')).toEqual([{ n: '100' }, { n: '200' }]);
      const called = await children(execution.id);
      expect(called).toMatchObject([{ status: 'success' }, { status: 'success' }]);
      for (const { id } of called) expect(await engine.executions.data(1, id)).toBeUndefined();
    });

    test('is waited for over two levels, and in a loop', async () => {
      expect(outputOf((await engine.play('sub/call-deep')).data, 'After')).toEqual([{ n: '101' }]);
      expect(outputOf((await engine.play('sub/call-in-loop')).data, 'After')).toEqual([{ n: '100' }, { n: '200' }]);
    });

    test('and then fails, fails its caller', async () => {
      const { execution } = await engine.play('sub/call-waiting-failing');
      expect(execution).toMatchObject({ status: 'error', node: 'Call', error: 'Node "Call": Too late' });
    });
  });

  test('a sub-workflow keeps its static data', async () => {
    await engine.play('sub/call-static');
    await engine.play('sub/call-static');
    expect(await engine.workflows.staticData('sub-static')).toEqual({ global: { calls: 2 } });
  });

  describe('an error workflow', () => {
    test('gets the item that n8n documents', async () => {
      const { execution } = await engine.play('error/fails');
      const { execution: report, data } = await engine.newest('error-handler', { after: execution.id });
      expect(report).toMatchObject({ mode: 'error', status: 'success' });
      expect(outputOf(data, 'Report')).toEqual([
        {
          text: 'Fails and names an error workflow / Stop / Order 17 is gone / cli',
          id: String(execution.id),
          url: `http://127.0.0.1:5680/workflow/error-fails/executions/${execution.id}`,
          workflow: 'error-fails',
          stack: 'string',
          retryOf: null,
        },
      ]);
    });

    test('is the failed workflow itself where it has an Error Trigger', async () => {
      const { execution } = await engine.play('error/own');
      const { data } = await engine.newest('error-own', { after: execution.id });
      expect(outputOf(data, 'Report')).toEqual([{ text: 'My own fault' }]);
    });

    test('that fails, too, is not called again', async () => {
      const { execution } = await engine.play('error/fails-to-failing');
      const { execution: report } = await engine.newest('error-handler-fails', { after: execution.id });
      expect(report).toMatchObject({ status: 'error', error: 'Node "Stop": And me' });
      await engine.engine.settled();
      expect(await engine.executions.list(1, { workflow: 'error-handler-fails', limit: 10 })).toHaveLength(1);
    });
  });

  describe('what is kept of an execution', () => {
    test('is its data, unless the workflow says otherwise', async () => {
      const failed = await engine.play('error/not-saved');
      expect(failed.execution).toMatchObject({ status: 'error', error: 'Node "Stop": Gone' });
      expect(failed.data).toBeUndefined();
      const succeeded = await engine.play('error/success-not-saved');
      expect(succeeded.execution.status).toBe('success');
      expect(succeeded.data).toBeUndefined();
    });

    test('and it is cancelled when it takes longer than the workflow allows', async () => {
      const { execution, data } = await engine.play('error/timeout');
      expect(execution).toMatchObject({ status: 'canceled', node: 'Slow', errorCode: 'EXECUTION_TIMED_OUT' });
      expect(pathOf(data)).not.toContain('After');
    });
  });
});
