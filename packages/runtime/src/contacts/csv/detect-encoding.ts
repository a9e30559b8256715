export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'windows-1255', 'windows-1256'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Of the letters of both tables beyond ASCII: Hebrew's are from here on, Arabic's lie below, too. */
const FIRST_HEBREW_LETTER = 0xe0;
const FIRST_ARABIC_LETTER = 0xc0;

/**
 * Finds out how the bytes of a file stand for letters, while they come by. UTF-8 is recognised by being it; what is no
 * UTF-8 was mostly written by Excel in a Hebrew or Arabic Windows, and these two are told apart by the bytes that they use.
 */
export class EncodingDetector {
  private head = Buffer.alloc(0);
  private isUtf8 = true;
  private readonly utf8 = new TextDecoder('utf-8', { fatal: true });
  private hebrew = 0;
  private arabicOnly = 0;

  take(chunk: Buffer): void {
    if (this.head.length < 4) this.head = Buffer.concat([this.head, chunk.subarray(0, 4)]);
    if (this.isUtf8) this.isUtf8 = this.decodes(chunk);
    for (const byte of chunk) {
      if (byte >= FIRST_HEBREW_LETTER) this.hebrew += 1;
      else if (byte >= FIRST_ARABIC_LETTER) this.arabicOnly += 1;
    }
  }

  /** After the last byte. */
  encoding(): Encoding {
    const [first = 0, second = 0] = this.head;
    if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0 && this.head.length > 1)) return 'utf-16le';
    if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be';
    if (this.isUtf8 && this.decodes(undefined)) return 'utf-8';
    // A fifth: Hebrew's vowel signs lie there, and are hardly ever written.
    return this.arabicOnly > (this.hebrew + this.arabicOnly) / 5 ? 'windows-1256' : 'windows-1255';
  }

  private decodes(chunk: Buffer | undefined): boolean {
    try {
      this.utf8.decode(chunk, { stream: chunk !== undefined });
      return true;
    } catch (error) {
      if ((error as { code?: string }).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return false;
      throw error;
    }
  }
}
