import { outputOf, outputsOf, pathOf, runsOf, startEngine, type TestEngine } from '../../support/start-engine';

/** Loops, code, settings of nodes, the order of branches, expressions. */
describe('n8n workflows that loop, branch and compute', () => {
  let engine: TestEngine;
  beforeAll(async () => (engine = await startEngine()));
  afterAll(async () => await engine.close());

  describe('Loop Over Items', () => {
    test('hands out batches and puts out all results at the end', async () => {
      const { data } = await engine.play('loop/batches');
      expect(runsOf(data, 'Each')).toBe(3);
      expect(outputOf(data, 'Loop')).toEqual([
        { n: '10', round: '0', last: 'false' },
        { n: '20', round: '0', last: 'false' },
        { n: '30', round: '1', last: 'false' },
        { n: '40', round: '1', last: 'false' },
        { n: '50', round: '2', last: 'true' },
      ]);
      expect(outputOf(data, 'Done')[4]).toEqual({ sum: '5', first: '50' });
    });

    test('begins anew inside of another loop', async () => {
      const { data } = await engine.play('loop/nested');
      expect(outputOf(data, 'Table')).toEqual([{ data: [{ text: ['a1', 'a2', 'a3'] }, { text: ['b4', 'b5'] }] }]);
    });

    test('of older workflows is ended by an IF', async () => {
      const { data } = await engine.play('loop/older');
      expect(runsOf(data, 'Each')).toBe(3);
      expect(outputOf(data, 'Done')).toEqual([{ n: '3' }]);
    });

    test('goes three hundred rounds', async () => {
      const { data } = await engine.play('loop/many');
      expect(outputOf(data, 'Sum')).toEqual([{ sum_n: 44_850 }]);
    });

    test('goes on over errors, and holds a Merge', async () => {
      expect(outputOf((await engine.play('loop/errors')).data, 'Done')).toEqual([{ all: '1,failed 2,3' }]);
      expect(outputOf((await engine.play('loop/merge')).data, 'Done')).toEqual([
        { a: 1, b: 10 },
        { a: 2, b: 20 },
      ]);
    });

    test('is not needed where an IF leads back', async () => {
      const { data } = await engine.play('loop/until');
      expect(runsOf(data, 'More')).toBe(4);
      expect(outputOf(data, 'Done')).toEqual([{ n: 4 }]);
    });
  });

  describe('Code', () => {
    test('gets all items at once, with n8n’s variables, and may return any kind of objects', async () => {
      const { data } = await engine.play('code/all');
      const workflow = 'Code: all items at once';
      expect(outputOf(data, 'Result')).toEqual([
        { sum: 6, first: 1, last: 3, start: 1, luxon: '2026-01-02', match: [1, 2], workflow },
      ]);
      expect(outputOf(data, 'Plain')).toEqual([{ a: 1 }]);
      expect(outputOf(data, 'Objects')).toEqual([{ a: 1 }, { b: 2 }]);
      expect(outputOf(data, 'Async')).toEqual([{ twice: 2 }, { twice: 4 }, { twice: 6 }]);
      expect(pathOf(data)).not.toContain('After nothing');
    });

    test('runs once for each item and may leave one out; later nodes know where each came from', async () => {
      const { data } = await engine.play('code/each');
      expect(outputOf(data, 'Result')).toEqual([
        { n: 1, index: 0, from: 1 },
        { n: 3, index: 2, from: 3 },
      ]);
      expect(outputOf(data, 'After')).toEqual([{ origin: '1' }, { origin: '3' }]);
    });

    test('that throws names its line, and ends the execution unless the node continues on error', async () => {
      const { execution, data } = await engine.play('code/failing');
      expect(outputOf(data, 'Kept')).toEqual([{ error: 'not today [line 1]' }]);
      expect(execution).toMatchObject({ status: 'error', node: 'Fails', errorCode: 'NODE_FAILED' });
      expect(execution.error).toBe('Node "Fails": missing is not defined [line 2]');
    });

    test('must return items', async () => {
      const { execution } = await engine.play('code/wrong-result');
      expect(execution).toMatchObject({ status: 'error', errorCode: 'NODE_FAILED' });
      expect(execution.error).toContain("Code doesn't return items properly");
    });

    test('of the Function nodes of older workflows runs where Code does', async () => {
      expect(outputOf((await engine.play('code/function')).data, 'Item')).toEqual([
        { n: 1, twice: 2, thrice: 3 },
        { n: 2, twice: 4, thrice: 6 },
      ]);
      const { execution, data } = await engine.play('code/function-static');
      expect(outputOf(data, 'Function')).toEqual([{ first: 1, node: 1, items: 1, data: 1 }]);
      expect(execution.error).toBe('Node "Fails": no [line 2]');
    });

    test.each(['code/python', 'code/python-native'])('in Python is refused with a code (%s)', async (fixture) => {
      const { execution } = await engine.play(fixture);
      expect(execution).toMatchObject({ status: 'error', node: 'Python', errorCode: 'CODE_LANGUAGE_UNSUPPORTED' });
    });
  });

  describe('settings of nodes', () => {
    test('always output data, execute once and disabled do what they say', async () => {
      const { data } = await engine.play('settings/always-output');
      expect(outputOf(data, 'After none')).toEqual([{ got: '{}' }]);
      expect(outputOf(data, 'Once')).toEqual([{ n: '1' }]);
      expect(outputOf(data, 'After off')).toEqual([{ n: '1' }, { n: '2' }, { n: '3' }]);
    });

    test('on error a node goes on with its regular or its error output', async () => {
      const { execution, data } = await engine.play('errors/outputs');
      const error = "'n' expects a number but we got 'two' [item 1]";
      expect(execution.status).toBe('success');
      expect(outputOf(data, 'After regular')).toEqual([{ n: 1 }, { error }, { n: 3 }]);
      expect(outputOf(data, 'Good')).toEqual([{ n: 1 }, { n: 3 }]);
      expect(outputOf(data, 'Bad')).toEqual([{ n: 2, error }]);
      expect(runsOf(data, 'Whole good')).toBe(0);
      expect(outputOf(data, 'Whole bad')).toEqual([{ error: 'all of it [line 1]' }]);
      expect(outputOf(data, 'After older')).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
    });

    test('Stop and Error fails the execution, also where its message speaks of something canceled', async () => {
      const text = await engine.play('errors/stop');
      expect(text.execution).toMatchObject({
        status: 'error',
        node: 'Stop',
        error: 'Node "Stop": Order 17 was canceled',
      });
      const object = await engine.play('errors/stop-object');
      expect(object.execution).toMatchObject({ status: 'error', error: 'Node "Stop": No stock' });
    });

    test('pinned data stands in for nodes when a workflow is run by hand', async () => {
      const { execution, data } = await engine.play('pins/middle');
      expect(execution.status).toBe('success');
      expect(outputOf(data, 'Result')).toEqual([{ text: 'Dana 1' }, { text: 'Omar 2' }]);
      expect(outputOf((await engine.play('pins/plain')).data, 'Result')).toEqual([{ name: 'Dana' }]);
    });

    test('notes on the canvas change nothing', async () => {
      const { data } = await engine.play('settings/notes');
      expect(pathOf(data)).toEqual(['Start', 'Result']);
    });
  });

  describe('the order of nodes', () => {
    test('goes branch by branch, the upper first, or side by side in workflows from before n8n 1.0', async () => {
      expect(pathOf((await engine.play('order/v1')).data)).toEqual(['Start', 'A1', 'A2', 'B1', 'B2']);
      expect(pathOf((await engine.play('order/v0')).data)).toEqual(['Start', 'B1', 'A1', 'B2', 'A2']);
      expect(pathOf((await engine.play('order/unset')).data)).toEqual(['Start', 'A1', 'A2', 'B1', 'B2']);
    });

    test('Merge goes on with the one input that came, and joins nothing without the other', async () => {
      const { execution, data } = await engine.play('order/one-input');
      expect(execution.status).toBe('success');
      expect(outputOf(data, 'After merge')).toEqual([{ size: 'big' }, { size: 'big' }]);
      expect(pathOf(data)).not.toContain('After join');
      expect(pathOf(data)).not.toContain('Small');
    });

    test('a trigger alone is an execution, and of two triggers only one begins it', async () => {
      expect((await engine.play('order/no-links')).execution).toMatchObject({ status: 'success', node: 'Start' });
      expect(outputOf((await engine.play('order/two-triggers')).data, 'Result')).toEqual([{ by: 'Start' }]);
    });
  });

  describe('expressions', () => {
    test('of every kind have n8n’s results', async () => {
      const { data } = await engine.play('expressions/all');
      expect(outputOf(data, 'Result')).toEqual([
        {
          json: 'Dana 30 Haifa',
          item: 'Dana',
          first: 'Dana',
          last: 'Omar',
          all: 2,
          node: 'Dana',
          items: 2,
          input: 'Dana2',
          index: 0,
          run: 0,
          prev: 'People',
          workflow: 'Expressions of every kind|expressions-all|true',
          mode: 'production',
          id: true,
          resume: true,
          now: true,
          date: '04/03 07:06',
          extension: '2026-03-05',
          text: 'Hello World true',
          list: 4,
          if: 'young',
          ifEmpty: 'none',
          jmes: ['a', 'b'],
          arrow: 'A-B',
          iife: 6,
          ternary: 'many a',
          object: { city: 'Haifa', at: 1 },
          parameter: 'manual',
          vars: 'no vars',
          regex: 'Dono',
          min: 4,
          undefined: 'xy',
        },
        expect.objectContaining({ item: 'Omar', first: 'Dana', index: 1, if: 'old', arrow: '', ternary: 'few' }),
      ]);
    });

    test('and code are evaluated in the workflow’s own time zone', async () => {
      const { data } = await engine.play('expressions/zone');
      const zone = 'Asia/Jerusalem';
      expect(outputOf(data, 'Result')).toEqual([{ zone, offset: '2026-07-01T09:00:00.000Z', today: zone }]);
      expect(outputOf(data, 'Code')).toEqual([{ zone, local: zone }]);
    });

    test.each([
      ['expressions/env', 'access to env vars denied'],
      ['expressions/syntax', 'invalid syntax'],
      ['expressions/unknown-node', "Referenced node doesn't exist"],
      ['expressions/unexecuted', "Node 'Later' hasn't been executed"],
      ['expressions/unpaired', "Paired item data for item from node 'Lost' is unavailable"],
    ])('that fail say so with a code (%s)', async (fixture, message) => {
      const { execution } = await engine.play(fixture);
      expect(execution).toMatchObject({ status: 'error', node: 'Result', errorCode: 'EXPRESSION_FAILED' });
      expect(execution.error).toContain(message);
    });

    test('that read a field of nothing give nothing', async () => {
      const { data } = await engine.play('expressions/throws');
      expect(outputsOf(data, 'Result')).toEqual([[{ x: null }]]);
    });
  });
});
