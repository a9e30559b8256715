import { createHash, createPrivateKey, sign, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

import { foldLines } from 'nodemailer/lib/mime-funcs';

/** By what a domain answers for its mails; its DNS has the other half at `<selector>._domainkey.<domain>`. */
export interface DkimKey {
  readonly domain: string;
  readonly selector: string;
  /** PEM, of an RSA key. */
  readonly privateKey: string;
}

/** What a signature covers where it is there. One click counts with mailbox providers only if both of its headers are signed. */
const SIGNED = [
  ...['from', 'sender', 'reply-to', 'subject', 'date', 'message-id', 'to', 'cc', 'mime-version', 'content-type'],
  ...['content-transfer-encoding', 'list-unsubscribe', 'list-unsubscribe-post', 'feedback-id'],
];

const signAside = promisify(sign);

/** Signs mails for a domain (RFC 6376: RSA with SHA-256, relaxed/relaxed). */
export class MailSigner {
  private key: KeyObject | undefined;

  constructor(private readonly settings: DkimKey) {}

  /**
   * The line to stand before the head. The work of the key is done beside the event loop.
   * @param head its lines, folded or not
   * @param body as it goes out, its lines ended by CR LF
   */
  async signature(head: readonly string[], body: string): Promise<string> {
    const { domain, selector, privateKey } = this.settings;
    this.key ??= createPrivateKey(privateKey);
    const lines = new Map(head.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line]));
    const names = SIGNED.filter((name) => lines.has(name));
    const bodyHash = createHash('sha256').update(relaxedBody(body)).digest('base64');
    const tags = [
      ...['v=1', 'a=rsa-sha256', 'c=relaxed/relaxed', `d=${domain}`, 'q=dns/txt', `s=${selector}`],
      ...[`bh=${bodyHash}`, `h=${names.join(':')}`],
    ];
    const unsigned = `${foldLines(`DKIM-Signature: ${tags.join('; ')}`, 76)};\r\n b=`;
    const signed = [...names.map((name) => lines.get(name) ?? ''), unsigned].map(relaxedHeader).join('\r\n');
    const signature = (await signAside('RSA-SHA256', Buffer.from(signed), this.key)).toString('base64');
    return unsigned + signature.replace(/.{73}(?!$)/g, '$&\r\n ');
  }
}

/** RFC 6376, 3.4.2. */
function relaxedHeader(line: string): string {
  const colon = line.indexOf(':');
  const value = line.slice(colon + 1).replace(/\r\n/g, '');
  return `${line.slice(0, colon).toLowerCase().trim()}:${value.replace(/[ \t]+/g, ' ').replace(/^ | $/g, '')}`;
}

/** RFC 6376, 3.4.4. */
function relaxedBody(body: string): string {
  const relaxed = body.replace(/[ \t]+/g, ' ').replace(/ (?=\r\n|$)/g, '');
  const end = relaxed.replace(/(\r\n)+$/, '');
  return end === '' ? '' : `${end}\r\n`;
}
