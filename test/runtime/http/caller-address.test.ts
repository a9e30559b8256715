import { callerAddress } from '../../../packages/runtime/src/http/caller-address';

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['::ffff:7f00:1', '127.0.0.1'],
  ['::FFFF:C000:0207', '192.0.2.7'],
  ['0:0:0:0:0:ffff:c000:207', '192.0.2.7'],
  ['0000:0000:0000:0000:0000:ffff:192.0.2.7', '192.0.2.7'],
])('a caller at the IPv4 address %s is the caller at %s', (ip, expected) => {
  expect(callerAddress(ip)).toBe(expected);
});

test.each([
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::9', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['::1', '0:0:0:0'],
])('a household at the IPv6 address %s is one caller, %s', (ip, expected) => {
  expect(
    callerAddress(ip)
      .split(':')
      .map((group) => group || '0')
      .join(':'),
  ).toBe(expected);
});

test('what is no address stays as it is', () => {
  expect(callerAddress('unix:')).toBe('unix:');
});
