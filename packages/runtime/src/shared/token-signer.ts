import { createHmac, timingSafeEqual } from 'node:crypto';

/** As many bytes of the signature as nobody can guess; the rest would only make links longer. */
const SIGNATURE_BYTES = 16;

/**
 * Makes and reads tokens that stand in links: a payload that everybody can read and nobody can change. One made for one
 * kind of link does not open another.
 */
export class TokenSigner {
  /** @param secret outlives the links: tokens that were made with another one are not read any more */
  constructor(private readonly secret: string) {}

  sign(kind: string, payload: object): string {
    const text = Buffer.from(JSON.stringify(payload)).toString('base64url');
    return `${text}.${this.signatureOf(kind, text).toString('base64url')}`;
  }

  /** @returns undefined where the token was not made here, for this kind of link */
  read(kind: string, token: string): unknown {
    const [text = '', signature = '', ...rest] = token.split('.');
    const given = Buffer.from(signature, 'base64url');
    const expected = this.signatureOf(kind, text);
    if (rest.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  }

  private signatureOf(kind: string, text: string): Buffer {
    return createHmac('sha256', this.secret).update(`${kind}\n${text}`).digest().subarray(0, SIGNATURE_BYTES);
  }
}
