import { readableOn } from '../../../packages/runtime/src/forms';

test.each([
  ['#ffffff', '#000000'],
  ['#ffd400', '#000000'],
  ['#1257b8', '#ffffff'],
  ['#4d7c0f', '#ffffff'],
  ['#000000', '#ffffff'],
])('on %s letters are %s', (color, letters) => expect(readableOn(color)).toBe(letters));
