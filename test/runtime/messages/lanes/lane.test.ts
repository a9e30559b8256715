import { Lane } from '../../../../packages/runtime/src/messages/lanes';
import { systemClock } from '../../../../packages/runtime/src/shared';

describe('the messages of one sender', () => {
  test('are a few at a time, or as many as the provider takes', () => {
    const lane = new Lane(null, systemClock, undefined, '');
    expect(lane.room).toBe(5);
    lane.offer(30);
    for (const message of ['a', 'b', 'c']) lane.take(message);
    expect(lane.room).toBe(27);
    lane.offer(2);
    expect(lane.room).toBe(0);
    lane.letGo('a');
    lane.letGo('b');
    lane.offer(undefined);
    expect(lane.room).toBe(4);
  });

  test('are never more than the operator wants, and one while it is not known whether the provider works', () => {
    const limited = new Lane(null, systemClock, 2, '');
    limited.offer(30);
    expect(limited.room).toBe(2);
    const broken = new Lane(null, systemClock, undefined, '');
    broken.offer(30);
    broken.circuit.open();
    expect(broken.room).toBe(0);
  });
});
