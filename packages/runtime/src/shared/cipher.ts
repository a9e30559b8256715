/** Encrypts secrets at rest. */
export interface Cipher {
  encrypt(plain: string): string;
  decrypt(cipher: string): string;
}
