import { withUtm } from '../../../../packages/runtime/src/tracking/html/with-utm';

const UTM = { source: 'shop', medium: 'email', campaign: 'Welcome & more' };
const ADDED = 'utm_source=shop&utm_medium=email&utm_campaign=Welcome%20%26%20more';

test.each([
  ['https://shop.example', `https://shop.example?${ADDED}`],
  ['https://shop.example/a#size', `https://shop.example/a?${ADDED}#size`],
  ['https://shop.example/a?x=%20+1', `https://shop.example/a?x=%20+1&${ADDED}`],
  ['https://shop.example/a?', `https://shop.example/a?${ADDED}`],
  ['https://shop.example/a#b?c', `https://shop.example/a?${ADDED}#b?c`],
])('an author who wrote %s gets the parameters added, and nothing else is changed', (url, expected) => {
  expect(withUtm(url, UTM)).toBe(expected);
});

test('what the author wrote wins, each parameter by itself', () => {
  expect(withUtm('https://shop.example/?utm_campaign=mine&utm_medium=', UTM)).toBe(
    'https://shop.example/?utm_campaign=mine&utm_medium=&utm_source=shop',
  );
  expect(withUtm('https://shop.example/', { source: 'shop', medium: ' ', campaign: '' })).toBe(
    'https://shop.example/?utm_source=shop',
  );
});
