import { isSweep, type StoredClick } from '../../../packages/runtime/src/tracking/is-sweep';

const click = (link: number, seconds: number, more: Partial<StoredClick> = {}): StoredClick => ({
  ...{ link, at: seconds * 1_000, isScan: 0, links: 8 },
  ...more,
});

test('a reader who follows a link, and later another one, is a person', () => {
  expect(isSweep(click(0, 100), [click(1, 130), click(2, 400)])).toBe(false);
});

test('two links of two, one after the other, are no sweep', () => {
  expect(isSweep(click(0, 100, { links: 2 }), [click(1, 104, { links: 2 })])).toBe(false);
});

test('all links of a small mail within seconds are', () => {
  const others = [click(1, 100.4, { links: 3 }), click(2, 101, { links: 3 })];
  expect(isSweep(click(0, 100, { links: 3 }), others)).toBe(true);
});

test('of a mail with many links five within seconds are enough, four are not', () => {
  const others = [1, 2, 3, 4].map((link) => click(link, 100 + link));
  expect(isSweep(click(0, 100), others)).toBe(true);
  expect(isSweep(click(0, 100), others.slice(0, 3))).toBe(false);
});

test('the same link again is one link', () => {
  expect(
    isSweep(
      click(0, 100),
      [1, 2, 3, 4, 5].map((later) => click(0, 100 + later)),
    ),
  ).toBe(false);
});

test('what a program follows at the same time makes the click a program, too', () => {
  expect(isSweep(click(0, 100), [click(-1, 95, { isScan: 1 })])).toBe(true);
  expect(isSweep(click(0, 100), [click(-1, 80, { isScan: 1 })])).toBe(false);
});
