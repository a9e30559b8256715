import { shareSlots, type LaneLoad } from '../../../../packages/runtime/src/engine/claim/share-slots';

const lane = (workflow: string, workspace = 1, more: Partial<LaneLoad> = {}): LaneLoad => ({
  workspace,
  workflow,
  inHand: 0,
  servedAt: 0,
  ...more,
});

const sharesOf = (slots: number, lanes: LaneLoad[]) => Object.fromEntries(shareSlots(slots, lanes));

test('workflows share the slots evenly', () => {
  expect(sharesOf(9, [lane('a'), lane('b'), lane('c')])).toEqual({ a: 3, b: 3, c: 3 });
});

test('what a workflow has in hand counts as its share', () => {
  expect(sharesOf(4, [lane('a', 1, { inHand: 4 }), lane('b')])).toEqual({ b: 4 });
});

test('a client with many workflows gets no more than one with a single workflow', () => {
  expect(sharesOf(8, [lane('a'), lane('b'), lane('c'), lane('d'), lane('z', 2)])).toEqual({
    a: 1,
    b: 1,
    c: 1,
    d: 1,
    z: 4,
  });
});

test('with more workflows than slots, those come first that were served longest ago', () => {
  const lanes = [lane('a', 1, { servedAt: 3 }), lane('b', 1, { servedAt: 1 }), lane('c', 1, { servedAt: 2 })];
  expect(sharesOf(2, lanes)).toEqual({ b: 1, c: 1 });
});

test('without a queue there is nothing to deal', () => {
  expect(sharesOf(5, [])).toEqual({});
});
