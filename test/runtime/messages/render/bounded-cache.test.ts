import { BoundedCache } from '../../../../packages/runtime/src/messages/render/bounded-cache';

test('keeps what was asked for last, up to its limit', () => {
  const cache = new BoundedCache<string>(10);
  const made: string[] = [];
  const get = (key: string, weight = 4): string =>
    cache.get(
      key,
      () => {
        made.push(key);
        return key.toUpperCase();
      },
      weight,
    );
  expect([get('a'), get('b'), get('a')]).toEqual(['A', 'B', 'A']);
  get('c'); // drops b, which nobody asked for since
  get('a');
  get('b');
  get('huge', 11);
  expect(made).toEqual(['a', 'b', 'c', 'b', 'huge']);
  expect(cache.size).toBe(2);
});
