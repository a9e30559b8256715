import { isOptOut } from '../../../packages/runtime/src/callbacks';

test.each([
  ...['STOP', ' stop! ', 'Stop please', 'unsubscribe', 'Quit', 'END', 'cancel.'],
  ...['הסר', 'הסירו', 'הסר אותי', 'הַסֵר', '"הסר"'],
  ...['إلغاء', 'الغاء', 'أوقف', 'اوقف الرسائل', 'إِلْغَاء'],
])('whoever answers "%s" wants no more messages', (text) => {
  expect(isOptOut(text)).toBe(true);
});

test.each([
  '',
  'yes',
  'End of the week is fine',
  'Can I cancel my order?',
  "don't stop",
  'תודה',
  'הזמנה הסרה',
  'شكرا',
  '123',
])('whoever answers "%s" has refused nothing', (text) => {
  expect(isOptOut(text)).toBe(false);
});
