import fc from 'fast-check';

import { applyPatch, makePatch } from '../../../../packages/runtime/src/engine/state/patch';

const order = { number: '12', lines: [{ sku: 'A' }], billing: { city: 'Haifa', country: 'IL' } };
const item = { event: { id: 1 }, contact: { name: 'Dana', locale: 'he' }, order };

test('a copy that a Set node made is stored as its own fields', () => {
  const copy = { ...structuredClone(item), note: 'x' };
  expect(makePatch(item, copy)).toEqual({ s: { note: 'x' } });
});

test('a field that was set deep inside does not store what is around it', () => {
  const copy = structuredClone(item);
  copy.order.billing.city = 'Jaffa';
  expect(makePatch(item, copy)).toEqual({ n: { order: { n: { billing: { s: { city: 'Jaffa' } } } } } });
});

test('what has nothing in common, or has it in another order, is no patch', () => {
  expect(makePatch(item, { a: 1 })).toBeUndefined();
  expect(makePatch({ a: 1, b: 2 }, { b: 2, a: 1 })).toBeUndefined();
});

test('a patch gives back exactly the text of what it was made from', () => {
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(null, 0, 1, '', 'x', true),
      fc.array(tie('any'), { maxLength: 3 }),
      tie('object'),
    ),
    object: fc.dictionary(fc.constantFrom('a', 'b', 'c', '1', '__proto__', 'd'), tie('any'), { maxKeys: 5 }),
  }));
  const object = value.object;
  fc.assert(
    fc.property(object, object, (base, target) => {
      const patch = makePatch(base, target);
      const stored = patch && (JSON.parse(JSON.stringify(patch)) as typeof patch);
      if (stored) expect(JSON.stringify(applyPatch(base, stored))).toBe(JSON.stringify(target));
    }),
    { numRuns: 2_000 },
  );
});
