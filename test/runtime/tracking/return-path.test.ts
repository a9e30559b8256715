import { randomUUID } from 'node:crypto';

import { ReturnPaths } from '../../../packages/runtime/src/tracking';

const paths = new ReturnPaths('bounce.shop.example', 'a secret that outlives the mails');

test('a bounce says which message it is about, also in lower case or upper case', () => {
  for (let round = 0; round < 50; round += 1) {
    const message = randomUUID();
    const address = paths.of(message)!;
    const [local = '', domain] = address.split('@');
    expect(domain).toBe('bounce.shop.example');
    expect(local.length).toBeLessThanOrEqual(64);
    expect(local).toMatch(/^b\+[a-z2-7]+$/);
    expect([paths.read(address), paths.read(address.toUpperCase())]).toEqual([message, message]);
  }
});

test('an address that somebody made up is about no message', () => {
  const address = paths.of(randomUUID())!;
  const forged = address.replace(/^b\+./, address.charAt(2) === 'a' ? 'b+b' : 'b+a');
  const others = new ReturnPaths('bounce.shop.example', 'another secret');
  for (const wrong of [
    forged,
    address.replace('bounce', 'b0unce'),
    'b+@bounce.shop.example',
    'x',
    '',
    others.of(randomUUID())!,
  ])
    expect(paths.read(wrong)).toBeUndefined();
});

test('a message without a UUID has no address of its own', () => {
  expect(paths.of('17')).toBeUndefined();
});
