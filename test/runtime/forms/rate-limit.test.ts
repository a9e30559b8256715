import { networkOf, RateLimit } from '../../../packages/runtime/src/forms';
import { minutes } from '../../../packages/runtime/src/shared';

test('one caller is held back for a while, and nobody else', () => {
  const clock = { time: 0, now: () => clock.time };
  const limit = new RateLimit(clock, 2, minutes(10));
  expect([1, 2, 3].map(() => limit.allows('anna'))).toEqual([true, true, false]);
  expect(limit.allows('berta')).toBe(true);
  clock.time = minutes(10).milliseconds;
  expect(limit.allows('anna')).toBe(true);
});

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:DB8:1::9', '2001:db8:1:0'],
  ['::1', '0:0:0:0'],
])('%s calls from the network %s', (ip, network) => expect(networkOf(ip)).toBe(network));
