import { compress, decompress } from '../shared';
import type { EventPayload } from './event-payload';

/** A payload as a row holds it: bytes of `PayloadEncoder`, or JSON text from before payloads were compressed. */
export type StoredPayload = Uint8Array | string;

/** `{`: JSON, stored as it is. Compressed text never begins with it. */
const JSON_BEGINS = 0x7b;
/** The head (type and instant) takes one byte for its length. */
const LONGEST_HEAD = 255;

/**
 * Payloads at rest. One delivery of a shop makes several events that differ in their head only (created, placed, paid):
 * the head is stored apart, so that what they share is compressed once.
 */
export class PayloadEncoder {
  private last: { facts: Facts; text: string; bytes: Uint8Array } = { facts: {}, text: '{}', bytes: compress('{}') };

  /** @returns what a row holds, and the same as JSON */
  encode({ event, ...facts }: EventPayload): { bytes: Buffer; text: string } {
    const head = Buffer.from(JSON.stringify(event));
    if (!isSame(this.last.facts, facts)) {
      const text = JSON.stringify(facts);
      this.last = this.last.text === text ? { ...this.last, facts } : { facts, text, bytes: compress(text) };
    }
    const rest = this.last.text === '{}' ? '}' : `,${this.last.text.slice(1)}`;
    const text = `{"event":${head.toString()}${rest}`;
    if (head.length > LONGEST_HEAD) return { bytes: Buffer.from(text), text };
    return { bytes: Buffer.concat([Buffer.of(0, head.length), head, this.last.bytes]), text };
  }
}

type Facts = Omit<EventPayload, 'event'>;

/** Whether both are made of the very same objects, which nobody changes: then there is nothing to be written anew. */
function isSame(one: Facts, other: Facts): boolean {
  const keys = Object.keys(one) as Array<keyof Facts>;
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
}

/** @throws where the bytes are no payload */
export function decodePayload(stored: StoredPayload): EventPayload {
  if (typeof stored === 'string') return JSON.parse(stored) as EventPayload;
  if (stored[0] === JSON_BEGINS) return JSON.parse(Buffer.from(stored).toString('utf8')) as EventPayload;
  const end = 2 + (stored[1] ?? 0);
  const head = Buffer.from(stored.subarray(2, end)).toString('utf8');
  const facts = JSON.parse(decompress(stored.subarray(end))) as Facts;
  return { event: JSON.parse(head) as EventPayload['event'], ...facts };
}
