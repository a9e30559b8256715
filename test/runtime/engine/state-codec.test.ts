import { createRunExecutionData } from 'n8n-workflow';

import { decodeState, encodeState } from '../../../packages/runtime/src/engine/state-codec';
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

  test('a contact that rests comes back with the same data and the same date', () => {
    const back = decodeState(encodeState(state, context), context);
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
});
