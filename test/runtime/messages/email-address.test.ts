import { checkSender, isDeliverableAddress } from '../../../packages/runtime/src/messages';

test.each([
  'anna@example.com',
  "o'hara+x@mail.example.co.il",
  'ענת@example.com',
  'a@דואר.קום',
  'a@xn--4dbrk0ce.example',
])('mail to %s can go out', (address) => {
  expect(isDeliverableAddress(address)).toBe(true);
});

test.each([
  '',
  'anna',
  '@example.com',
  'anna@',
  'anna@localhost',
  'anna@example.c',
  'anna@-example.com',
  'anna@example..com',
  'anna@127.0.0.1',
  'an na@example.com',
  '.anna@example.com',
  'an..na@example.com',
  'anna@example.com\r\nBcc: eve@example.com',
  'anna@example.com,eve@example.com',
  'Anna <anna@example.com>',
  `${'a'.repeat(65)}@example.com`,
  `a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.${'f'.repeat(20)}.com`,
])('mail to "%s" cannot', (address) => {
  expect(isDeliverableAddress(address)).toBe(false);
});

test.each(['Shop <shop@example.com>', 'shop@localhost', ' "Shop, Inc." <shop@example.com> '])(
  '%s can be a sender',
  (sender) => {
    expect(checkSender(sender)).toBe(sender.trim());
  },
);

test.each(['Shop', 'Shop <shop>', 'Shop <a@b.example> <c@d.example', 'a\nb <shop@example.com>', ''])(
  'an operator reads how to write a sender instead of "%s"',
  (sender) => {
    expect(() => checkSender(sender)).toThrow(/Shop name <shop@example.com>/);
  },
);
