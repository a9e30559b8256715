import { zstdCompressSync } from 'node:zlib';

import { stringify } from 'flatted';
import { createRunExecutionData } from 'n8n-workflow';

import { decodeState, encodeEntry, encodeState } from '../../../packages/runtime/src/engine/state-codec';
import { prunedJson } from '../../../packages/runtime/src/engine/state/pruned-output';
import { bareContext } from '../../../packages/runtime/src/engine/state/state-context';

const wakeAt = Date.parse('2026-11-25T09:00:00Z');
const context = { ...bareContext({ nodes: [{ name: 'Wait' }] } as never), wakeAt };

describe('the state at rest', () => {
  const item = { json: { name: 'אנה', total: 17.78 } };
  const state = createRunExecutionData({
    waitTill: new Date('2026-11-25T09:00:00Z'),
    executionData: {
      nodeExecutionStack: [
        { node: { name: 'Wait', parameters: { amount: 3 } } as never, data: { main: [[item]] }, source: null },
      ],
    },
  });

  test.each([
    ['rests', encodeState],
    ['has just entered', encodeEntry],
  ])('a contact that %s comes back with the same data and the same date', (_does, encode) => {
    const back = decodeState(encode(state, context), context);
    expect(back.waitTill).toEqual(new Date('2026-11-25T09:00:00Z'));
    expect(back.executionData?.nodeExecutionStack[0]?.data.main).toEqual([[item]]);
  });

  test('nodes are named only: old parameters do not come back with a contact', () => {
    expect(decodeState(encodeState(state, context), context).executionData?.nodeExecutionStack[0]?.node).toEqual({
      name: 'Wait',
    });
    expect(state.executionData?.nodeExecutionStack[0]?.node.parameters).toEqual({ amount: 3 });
  });

  test('a state that cannot be read is said to be so', () => {
    const bytes = encodeState(state, context);
    for (const broken of [bytes.subarray(0, 20), Buffer.from([9, 9]), Buffer.alloc(0)]) {
      expect(() => decodeState(broken, context)).toThrow(
        expect.objectContaining({ code: 'EXECUTION_STATE_UNREADABLE' }),
      );
    }
  });

  test('a state of the first format comes back, and one that goes in circles is stored in it', () => {
    const old = Buffer.concat([Buffer.of(1), zstdCompressSync(stringify(state))]);
    expect(decodeState(old, context).executionData?.nodeExecutionStack[0]?.data.main).toEqual([[item]]);

    const round: { self?: unknown } = {};
    round.self = round;
    const error = Object.assign(new Error('down'), { request: round });
    const run = { startTime: 1, executionTime: 1, executionIndex: 0, source: [], hints: [], error: error as never };
    const kept = { node: prunedJson('Set') };
    const runData = { Wait: [{ ...run, data: { main: [[{ json: kept.node }]] } }] };
    const bytes = encodeState(createRunExecutionData({ resultData: { runData } }), context);
    expect(bytes[0]).toBe(1);
    const [task] = decodeState(bytes, context).resultData.runData.Wait ?? [];
    expect(task?.error).toMatchObject({ request: { self: {} } });
    expect(() => task?.data?.main?.[0]?.[0]?.json.total).toThrow(expect.objectContaining({ code: 'OUTPUT_NOT_KEPT' }));
  });

  test('an error comes back with its message, and a loop with the items that it keeps for itself', () => {
    const json = { sku: 'A' };
    const contextData = { 'node:Loop': { items: [{ json }], done: false, $item: 7 } };
    const resultData = { error: new Error('The shop is closed') as never };
    const stack = [{ node: { name: 'Wait' } as never, data: { main: [[{ json }]] }, source: null }];
    const executionData = { contextData, nodeExecutionStack: stack };
    const back = decodeState(encodeState(createRunExecutionData({ resultData, executionData }), context), context);
    expect(back.resultData.error).toMatchObject({ name: 'Error', message: 'The shop is closed' });
    expect(back.executionData?.contextData).toEqual(contextData);
  });

  test('a contact whose event is gone cannot go on without its data', () => {
    const json = { order: { total: 5 }, contact: { id: 1 } };
    const main = [[{ json }]];
    const entered = createRunExecutionData({
      executionData: { nodeExecutionStack: [{ node: { name: 'Wait' } as never, data: { main }, source: null }] },
    });
    const withEvent = { ...context, triggerItem: () => json };
    const bytes = encodeState(entered, withEvent);
    expect(decodeState(bytes, withEvent).executionData?.nodeExecutionStack[0]?.data.main).toEqual(main);
    expect(() => decodeState(bytes, context)).toThrow(expect.objectContaining({ code: 'EXECUTION_STATE_UNREADABLE' }));
  });
});
