/** Characters of a line, without the `=` that continues it. */
const LINE = 75;
const [CR, LF, TAB, SPACE, EQUALS] = [0x0d, 0x0a, 0x09, 0x20, 0x3d];
const HEX = '0123456789ABCDEF';

/** Bytes that stand for themselves, wherever they are; a blank does so within a line only. */
const isPlain = Uint8Array.from({ length: 256 }, (_, byte) => (byte > SPACE && byte < 0x7f && byte !== EQUALS ? 1 : 0));

/**
 * Text as quoted-printable (RFC 2045, 6.7): what is written in Latin letters stays readable.
 * @param text its lines end with CR LF
 */
export function quotedPrintable(text: string): string {
  const bytes = Buffer.from(text);
  // Each byte becomes three at most, and each line gets three more.
  const written = Buffer.allocUnsafe(bytes.length * 3 + Math.ceil((bytes.length * 3) / (LINE - 2)) * 3 + 3);
  let [at, column] = [0, 0];
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    if (byte === CR && bytes[index + 1] === LF) {
      written[at++] = CR;
      written[at++] = LF;
      index += 1;
      column = 0;
      continue;
    }
    const isLiteral = isPlain[byte] === 1 || ((byte === SPACE || byte === TAB) && !isLineEnd(bytes, index + 1));
    const width = isLiteral ? 1 : 3;
    if (column + width > LINE) {
      written[at++] = EQUALS;
      written[at++] = CR;
      written[at++] = LF;
      column = 0;
    }
    if (isLiteral) {
      written[at++] = byte;
    } else {
      written[at++] = EQUALS;
      written[at++] = HEX.charCodeAt(byte >> 4);
      written[at++] = HEX.charCodeAt(byte & 0x0f);
    }
    column += width;
  }
  return written.toString('latin1', 0, at);
}

const isLineEnd = (bytes: Buffer, index: number): boolean =>
  index === bytes.length || (bytes[index] === CR && bytes[index + 1] === LF);
