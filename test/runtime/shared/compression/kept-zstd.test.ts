import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';

import { keepCompressor, keepDecompressor } from '../../../../packages/runtime/src/shared/compression/kept-zstd';

const dictionary = Buffer.from('{"order":{"lines":[],"billing":{"email":""}}}'.repeat(20));
const compress = keepCompressor({ dictionary });
const decompress = keepDecompressor({ dictionary });
const texts = [
  '{"order":{"lines":[]}}',
  'שלום',
  '',
  'x'.repeat(300_000),
  JSON.stringify(Array.from({ length: 40_000 }, Math.random)),
];

test('one context after the other text gives frames that anybody can read who has the dictionary', () => {
  for (const text of [...texts, ...texts]) {
    expect(zstdDecompressSync(compress(Buffer.from(text)), { dictionary }).toString()).toBe(text);
  }
});

test('one context reads what anybody wrote, one text after the other', () => {
  for (const text of [...texts, ...texts]) {
    expect(decompress(zstdCompressSync(text, { dictionary })).toString()).toBe(text);
  }
});

test('a frame that is damaged or cut off is refused, and does not spoil the next one', () => {
  const frame = compress(Buffer.from('{"order":{"lines":[1,2,3]}}'));
  for (const broken of [frame.subarray(0, -3), Buffer.concat([frame.subarray(0, 9), Buffer.alloc(9, 255)])]) {
    expect(() => decompress(broken)).toThrow();
    expect(decompress(frame).toString()).toBe('{"order":{"lines":[1,2,3]}}');
  }
});
