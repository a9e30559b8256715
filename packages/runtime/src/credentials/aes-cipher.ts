import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';

import { CodedUnexpectedError, type Cipher } from '../shared';

const IV_BYTES = 12;
const TAG_BYTES = 16;
const FORMAT = 'v1:';

/** AES-256-GCM. What it writes is `v1:` and base64 of IV, tag and cipher text; a changed byte is noticed. */
export class AesCipher implements Cipher {
  private readonly key: Buffer;

  /** @param secret any text; the 256-bit key is derived from it */
  constructor(secret: string) {
    this.key = scryptSync(secret, 'aftercart', 32);
  }

  encrypt(plain: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key, iv);
    const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return FORMAT + Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64');
  }

  /** @throws CREDENTIAL_UNREADABLE where the text was made with another key or changed since */
  decrypt(text: string): string {
    try {
      if (!text.startsWith(FORMAT)) throw new Error('unknown format');
      const bytes = Buffer.from(text.slice(FORMAT.length), 'base64');
      const decipher = createDecipheriv('aes-256-gcm', this.key, bytes.subarray(0, IV_BYTES));
      decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      return decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
    } catch (error) {
      throw new CodedUnexpectedError(
        'CREDENTIAL_UNREADABLE',
        'A stored secret cannot be read with the present encryption key. Set AFTERCART_ENCRYPTION_KEY to the key that it was stored with, or enter the secret again.',
        undefined,
        error,
      );
    }
  }
}
