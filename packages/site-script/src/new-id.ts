/** 128 random bits as hexadecimal digits. `randomUUID` exists on pages over TLS only. */
export function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
