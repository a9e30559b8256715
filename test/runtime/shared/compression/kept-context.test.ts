import { deflateRawSync, inflateRawSync, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

import {
  keepCompressor,
  keepDecompressor,
  keepDeflater,
  keepInflater,
} from '../../../../packages/runtime/src/shared/compression/kept-context';

const dictionary = Buffer.from('{"order":{"lines":[],"billing":{"email":""}}}'.repeat(20));
const compress = keepCompressor({ dictionary });
const decompress = keepDecompressor({ dictionary });
const deflate = keepDeflater({ dictionary, memLevel: 1, windowBits: 9 });
const inflate = keepInflater({ dictionary });
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

test('what is deflated with one context is what deflating it alone gives, and is read by one context, too', () => {
  for (const text of [...texts, ...texts]) {
    const deflated = deflate(Buffer.from(text));
    expect(inflateRawSync(deflated, { dictionary }).toString()).toBe(text);
    expect(inflate(deflateRawSync(text, { dictionary })).toString()).toBe(text);
  }
});

test('deflated text that is damaged or cut off is refused, and does not spoil the next one', () => {
  const deflated = deflate(Buffer.from('{"order":{"lines":[1,2,3],"note":"no such words before"}}'));
  for (const broken of [deflated.subarray(0, -3), Buffer.alloc(9, 255)]) {
    expect(() => inflate(broken)).toThrow();
    expect(inflate(deflated).toString()).toBe('{"order":{"lines":[1,2,3],"note":"no such words before"}}');
  }
});
