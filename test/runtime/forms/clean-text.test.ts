import { withAsciiDigits } from '../../../packages/runtime/src/forms/clean-text';
import { cleanText } from '../../../packages/runtime/src/forms';

test('what cannot be seen is taken out of what somebody typed', () => {
  expect(cleanText(' a\u0000b\n\tc\u202ed\u2066e ')).toBe('a b cde');
});

test('digits of Arabic and Persian keyboards are digits', () => {
  expect([withAsciiDigits('٠١٢٣٤٥٦٧٨٩'), withAsciiDigits('۰۱۲۳۴۵۶۷۸۹'), withAsciiDigits('-٣٫٥')]).toEqual([
    ...['0123456789', '0123456789', '-3.5'],
  ]);
});
