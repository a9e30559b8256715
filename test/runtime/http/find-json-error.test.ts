import { findJsonError } from '../../../packages/runtime/src/http/find-json-error';

test.each([
  ['{}'],
  [' [1, -2.5e+3, true, null, "a\\u00f6\\"\\n", {"a": {"b": []}}] \n'],
  ['"text"'],
  ['0'],
  ['{"a": [], "b": [[], {}]}'],
])('%s is JSON', (text) => {
  expect(() => JSON.parse(text)).not.toThrow();
  expect(findJsonError(text)).toBeUndefined();
});

test.each([
  ['', 0],
  ['{', 1],
  ['{"a": 1', 7],
  ['{"a" 1}', 5],
  ['{"a": }', 6],
  ['{"a": 1,}', 8],
  ['{a: 1}', 1],
  ["{'a': 1}", 1],
  ['[1 2]', 3],
  ['[1,]', 3],
  ['[1}', 2],
  ['{} {}', 3],
  ['01', 1],
  ['nul', 0],
  ['NaN', 0],
  ['"open', 5],
  ['"a\nb"', 2],
  ['"\\x"', 1],
  [']', 0],
])('%j stops being JSON at %i', (text, position) => {
  expect(() => JSON.parse(text)).toThrow(SyntaxError);
  expect(findJsonError(text)).toBe(position);
});

test('it agrees with JSON.parse on whatever a body is damaged to', () => {
  const body = JSON.stringify({
    name: 'Ä "quoted" \\ name',
    list: [1, -2.5, 1e9, true, null, { deep: [[]] }],
    empty: {},
  });
  const characters = ['"', '{', '}', '[', ']', ',', ':', '\\', '0', 'e', ' ', '\n', 'x'];
  for (let at = 0; at < body.length; at++) {
    for (const character of ['', ...characters]) {
      const damaged = body.slice(0, at) + character + body.slice(at + 1);
      expect([damaged, findJsonError(damaged) === undefined]).toEqual([damaged, isJson(damaged)]);
    }
  }
});

test('a megabyte of brackets or of an open text is read without a deep stack', () => {
  expect(findJsonError('['.repeat(1_000_000))).toBe(1_000_000);
  expect(findJsonError(`"${'a'.repeat(1_000_000)}`)).toBe(1_000_001);
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
