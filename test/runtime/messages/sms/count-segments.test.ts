import { countSegments } from '../../../../packages/runtime/src/messages';

test.each([
  ['an empty text', '', 'GSM-7', 1, 0],
  ['160 letters', 'a'.repeat(160), 'GSM-7', 1, 160],
  ['161 letters', 'a'.repeat(161), 'GSM-7', 2, 161],
  ['two full parts', 'a'.repeat(306), 'GSM-7', 2, 306],
  ['one letter more than two parts', 'a'.repeat(307), 'GSM-7', 3, 307],
  ['a € is two units, and no reason for UCS-2', '€'.repeat(80), 'GSM-7', 1, 160],
  ['a € more', '€'.repeat(81), 'GSM-7', 2, 162],
  ['70 Hebrew letters', 'ש'.repeat(70), 'UCS-2', 1, 70],
  ['71 Hebrew letters', 'ש'.repeat(71), 'UCS-2', 2, 71],
  ['135 Arabic letters', 'م'.repeat(135), 'UCS-2', 3, 135],
  ['one shekel sign makes the whole text UCS-2', `${'a'.repeat(70)}₪`, 'UCS-2', 2, 71],
  ['35 emojis', '😀'.repeat(35), 'UCS-2', 1, 70],
  ['36 emojis', '😀'.repeat(36), 'UCS-2', 2, 72],
] as const)('a contact gets %s in so many segments', (_name, text, encoding, segments, units) => {
  expect(countSegments(text)).toMatchObject({ encoding, segments, units });
});

test('a letter of two units is never cut in two', () => {
  // 66 units fill the first part but for one: the emoji does not fit there any more.
  const text = `${'ש'.repeat(66)}😀${'ש'.repeat(66)}`;
  expect(countSegments(text)).toMatchObject({ units: 134, segments: 3 });
  expect(countSegments(`${'a'.repeat(152)}€${'a'.repeat(152)}`)).toMatchObject({ units: 306, segments: 3 });
});

test('what is left in the last segment is told', () => {
  expect(countSegments('a'.repeat(150)).left).toBe(10);
  expect(countSegments('a'.repeat(161)).left).toBe(145);
});
