import { createHmac, timingSafeEqual } from 'node:crypto';

const SIGNATURE_BYTES = 16;
const ID_BYTES = 16;
/** Mail servers may write addresses in lower case, so that the token is made of letters of one case. */
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/**
 * Where mail servers send what they could not deliver: an address of its own for each message, so that a bounce says which
 * message it is about, whatever else is left of it. Fits into the 64 characters that an address may have before its @.
 */
export class ReturnPaths {
  /** @param domain receives bounces; @param secret outlives the mails */
  constructor(
    private readonly domain: string,
    private readonly secret: string,
  ) {}

  /** @param message a UUID; undefined for any other id */
  of(message: string): string | undefined {
    const id = Buffer.from(message.replaceAll('-', ''), 'hex');
    if (id.length !== ID_BYTES) return undefined;
    return `b+${base32(Buffer.concat([id, this.signatureOf(id)]))}@${this.domain}`;
  }

  /** @returns the id of the message; undefined where the address is none of ours */
  read(address: string): string | undefined {
    const [local = '', domain = ''] = address.toLowerCase().split('@');
    if (domain !== this.domain.toLowerCase() || !local.startsWith('b+')) return undefined;
    const bytes = fromBase32(local.slice(2));
    if (bytes?.length !== ID_BYTES + SIGNATURE_BYTES) return undefined;
    const id = bytes.subarray(0, ID_BYTES);
    if (!timingSafeEqual(bytes.subarray(ID_BYTES), this.signatureOf(id))) return undefined;
    return id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }

  private signatureOf(id: Buffer): Buffer {
    return createHmac('sha256', this.secret).update('return-path\n').update(id).digest().subarray(0, SIGNATURE_BYTES);
  }
}

/** Five bits a letter; what is left over at the end is filled up with zeros. */
function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => ALPHABET.charAt(parseInt(five.padEnd(5, '0'), 2))).join('');
}

function fromBase32(text: string): Buffer | undefined {
  const values = [...text].map((letter) => ALPHABET.indexOf(letter));
  if (values.includes(-1)) return undefined;
  const bits = values.map((value) => value.toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}
