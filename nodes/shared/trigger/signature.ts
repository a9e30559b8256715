/**
 * Whether a signature is the hex HMAC-SHA256 of a request's raw bytes. Compared in constant time by Web Crypto, which
 * nodes reach without an import.
 */
export async function isSignedBy(
  secret: string,
  rawBody: Uint8Array<ArrayBuffer>,
  signature: unknown,
): Promise<boolean> {
  if (secret === '' || typeof signature !== 'string' || !/^[0-9a-f]{64}$/i.test(signature)) return false;
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', Buffer.from(secret, 'utf8'), algorithm, false, ['verify']);
  return await crypto.subtle.verify('HMAC', key, Buffer.from(signature, 'hex'), rawBody);
}
