export { AesCipher } from './aes-cipher';
export { CredentialStore, type CredentialSummary, type NewCredential } from './credential-store';
export { loadSecret } from './load-secret';
