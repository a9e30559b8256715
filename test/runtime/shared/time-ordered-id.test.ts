import { timeOrderedId } from '../../../packages/runtime/src/shared';

test('ids are UUIDs, differ, and stand in the order of their instants', () => {
  const start = Date.UTC(2026, 10, 28);
  const ids = Array.from({ length: 50 }, (_, index) => timeOrderedId(start + index));
  for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  expect([...ids].sort()).toEqual(ids);
  expect(timeOrderedId(start)).not.toBe(timeOrderedId(start));
});
