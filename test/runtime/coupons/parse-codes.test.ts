import { parseCodes } from '../../../packages/runtime/src/coupons';

const END = Date.parse('2026-12-31T22:00:00Z');

test('an operator brings codes as CSV, with or without a head and ends, and of two the last counts', () => {
  const expected = [
    { code: 'A1', expiresAt: END },
    { code: 'B, 2', expiresAt: null },
  ];
  expect(parseCodes('\uFEFFCode,Ends\r\nA1,\r\n"B, 2"\r\n\r\nA1,2026-12-31T22:00:00Z\r\n')).toEqual(expected);
  expect(parseCodes('A1,2026-12-31T22:00:00Z\n"B, 2"')).toEqual(expected);
});

test('a program brings codes as texts or objects', () => {
  const codes = [' A1 ', { code: 'B2', expiresAt: '2026-12-31T22:00:00Z' }, { code: 'C3', expiresAt: null }];
  expect(parseCodes(codes).map(({ code, expiresAt }) => [code, expiresAt])).toEqual([
    ['A1', null],
    ['B2', END],
    ['C3', null],
  ]);
});

test.each([
  [['A', ''], 'Code 2 ("") is none'],
  [['A', 7], 'Code 2 ("") is none'],
  [['x'.repeat(101)], 'Code 1'],
  [[{ code: 'A', expiresAt: 'soon' }], 'The end of code 1 ("soon") is no instant'],
  ['"open', 'The CSV cannot be read'],
])('an operator who brings %j is told what is wrong', (input, problem) => {
  expect(() => parseCodes(input)).toThrow(problem);
});
