import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether the bytes were signed with the webhook's secret: `X-WC-Webhook-Signature` is the base64 of HMAC-SHA256 over
 * the raw body. Parsing and writing the body again changes its bytes (`\u00f6`, `\/`) and breaks the signature, so it
 * is checked before anything is parsed. Takes the same time for every wrong signature.
 */
export function verifySignature(secret: string, rawBody: Buffer, signature: string): boolean {
  const expected = createHmac('sha256', secret).update(rawBody).digest();
  const given = Buffer.from(signature, 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
