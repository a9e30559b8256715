import { parseQuery } from '../../../packages/runtime/src/webhooks/parse-query';

const parse = (query: string) => parseQuery(new URLSearchParams(query));

test.each([
  ['a=1&b=x%20y&c=', { a: '1', b: 'x y', c: '' }],
  ['a=1&a=2', { a: ['1', '2'] }],
  ['a[]=1', { a: ['1'] }],
  ['a[0]=x&a[1]=y', { a: ['x', 'y'] }],
  ['f[min]=1&f[max]=2', { f: { min: '1', max: '2' } }],
  ['a[b][c]=1', { a: { b: { c: '1' } } }],
  ['a[=1&b]=2', { 'a[': '1', 'b]': '2' }],
  ['a[b][c][d][e][f][g]=1', { 'a[b][c][d][e][f][g]': '1' }],
])('a caller’s query %s is understood', (query, expected) => {
  expect(JSON.parse(JSON.stringify(parse(query)))).toEqual(expected);
});

test('a caller cannot reach what all objects share', () => {
  expect(parse('__proto__[polluted]=1&a[__proto__][polluted]=1&constructor[prototype][polluted]=1')).not.toHaveProperty(
    'a',
  );
  expect({}).not.toHaveProperty('polluted');
});

test('of a caller’s thousands of fields only the first thousand are taken', () => {
  const query = Array.from({ length: 5_000 }, (_, n) => `f${n}=1`).join('&');
  expect(Object.keys(parse(query))).toHaveLength(1_000);
});
