export { AesCipher } from './aes-cipher';
export { checkEncryptionKey } from './check-encryption-key';
export { CredentialStore, type CredentialSummary, type NewCredential } from './credential-store';
export { loadSecret } from './load-secret';
