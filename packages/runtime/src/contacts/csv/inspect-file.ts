import { createReadStream } from 'node:fs';

import { CodedUserError } from '../../shared';
import { EncodingDetector, type Encoding } from './detect-encoding';
import { detectSeparator, type CsvFormat } from './read-records';

const LONGEST_HEADER = 64 * 1024;

/** Finds out how a file is to be read; what is given counts. Reads it once, as a stream. @throws CSV_UNREADABLE where it is empty */
export async function inspectFile(file: string, given: Partial<CsvFormat> = {}): Promise<CsvFormat> {
  const detector = new EncodingDetector();
  let head = Buffer.alloc(0);
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    detector.take(chunk);
    if (head.length < LONGEST_HEADER) head = Buffer.concat([head, chunk]);
  }
  if (head.length === 0) throw new CodedUserError('CSV_UNREADABLE', 'The file is empty.');
  const encoding = given.encoding ?? detector.encoding();
  return { encoding, separator: given.separator ?? detectSeparator(headerOf(head, encoding)) };
}

function headerOf(head: Buffer, encoding: Encoding): string {
  const text = new TextDecoder(encoding).decode(head.subarray(0, LONGEST_HEADER));
  return text.split(/\r?\n/, 1)[0] ?? '';
}
