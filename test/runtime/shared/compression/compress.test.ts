import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { compress, decompress } from '../../../../packages/runtime/src/shared';

const dictionary = path.resolve(__dirname, '../../../../packages/runtime/src/shared/compression/dictionary-1.zstd');

test.each([0, 1, 319, 320, 5_000, 300_000])('a text of %i letters comes back', (length) => {
  const text = 'שלום, {"order":"12"} '.repeat(Math.ceil(length / 20)).slice(0, length);
  expect(decompress(compress(text))).toBe(text);
});

test('the dictionary has not changed: what is stored would be unreadable', () => {
  const digest = createHash('sha256').update(readFileSync(dictionary)).digest('hex');
  expect(digest).toBe('ce117c809ec4e9fd768bc3f84dc68d55418fab78fb2c6ef75094a1c77ce3002e');
});

test('damaged bytes are refused', () => {
  const bytes = compress('{"order":{"lines":[]}}'.repeat(50));
  expect(() => decompress(bytes.subarray(0, bytes.length - 5))).toThrow();
  expect(() => decompress(Buffer.of(9, 9))).toThrow('compression 9');
});
