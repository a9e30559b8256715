import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Transform } from 'node:stream';

import { parse } from 'csv-parse';

import { CodedUserError, messageOf } from '../../shared';
import type { Encoding } from './detect-encoding';

export const SEPARATORS = [',', ';', '\t'] as const;
export type Separator = (typeof SEPARATORS)[number];

/** How a file is to be read. */
export interface CsvFormat {
  readonly encoding: Encoding;
  readonly separator: Separator;
}

/** One line of a table; a cell may hold line breaks, so that it is several lines of the file. */
export interface CsvRecord {
  /** In the file, from 1; the header is the first. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** Characters of a record: a quotation mark that is never closed must not take the rest of the file for one cell. */
const LONGEST_RECORD = 256 * 1024;

/**
 * The records of a file one after the other, the header too, in little memory however long it is.
 * @throws (while it is read) CSV_UNREADABLE with the line, FILE_UNUSABLE
 */
export async function* readRecords(file: string, { encoding, separator }: CsvFormat): AsyncGenerator<CsvRecord> {
  const parser = parse({
    delimiter: separator,
    bom: true,
    info: true,
    relaxColumnCount: true,
    relaxQuotes: true,
    skipEmptyLines: true,
    maxRecordSize: LONGEST_RECORD,
  });
  const reading = pipeline(createReadStream(file), decoder(encoding), parser);
  // What goes wrong is thrown by the loop below; nobody else is to hear of it.
  reading.catch(() => undefined);
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      yield { line: info.lines, cells: record.map((cell) => cell.trim()) };
    }
  } catch (error) {
    throw toCoded(error);
  } finally {
    parser.destroy();
  }
}

/** Bytes to text. Unlike Buffer's own, it knows the encodings of Windows. */
function decoder(encoding: Encoding): Transform {
  const text = new TextDecoder(encoding);
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, text.decode(chunk, { stream: true }));
    },
    flush(done) {
      done(null, text.decode());
    },
  });
}

function toCoded(error: unknown): unknown {
  const { code = '', lines } = error as { code?: string; lines?: number };
  if (code.startsWith('CSV_')) {
    const message = `The file cannot be read at line ${lines ?? '?'}: ${messageOf(error)}`;
    return new CodedUserError('CSV_UNREADABLE', message, { line: lines });
  }
  if (code === 'ENOENT') return new CodedUserError('FILE_UNUSABLE', messageOf(error));
  return error;
}

/** The separator that the header uses most, outside of quotation marks. */
export function detectSeparator(header: string): Separator {
  const bare = header.replace(/"[^"]*"/g, '');
  const count = (separator: string): number => bare.split(separator).length;
  return [...SEPARATORS].sort((one, other) => count(other) - count(one))[0] ?? ',';
}
