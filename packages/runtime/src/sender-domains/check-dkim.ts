import { createPublicKey, type KeyObject } from 'node:crypto';

import type { DnsLookup } from './dns-lookup';
import type { Finding } from './finding';
import { tagsOf } from './tags';

/** The key that mails are signed with here. */
export interface OwnKey {
  readonly domain: string;
  readonly selector: string;
  /** PEM. */
  readonly privateKey: string;
}

/**
 * Whether signatures of a domain can be checked.
 * @param selector undefined where none is known: then nobody can say where to look
 * @param own where mails are signed here
 */
export async function checkDkim(
  domain: string,
  dns: DnsLookup,
  { selector, own }: { readonly selector: string | undefined; readonly own: OwnKey | undefined },
): Promise<Finding> {
  if (selector === undefined) {
    const says = ['Name the selector that your mail service signs with: ?selector=…, or --selector=….'];
    return { check: 'dkim', name: `_domainkey.${domain}`, records: [], status: 'unknown', says, add: null };
  }
  const name = `${selector}._domainkey.${domain}`;
  const isOurs = own?.domain.toLowerCase() === domain && own.selector === selector;
  const ownKey = isOurs ? createPublicKey(own.privateKey) : undefined;
  const records = (await dns.txt(name)).filter((record) => tagsOf(record).has('p'));
  const base = { check: 'dkim', name, records, add: null } as const;
  const [record] = records;
  if (record === undefined) {
    const says = [
      'There is no key, so no signature counts.',
      'Add the record with the key that your mail service shows.',
    ];
    const add = ownKey && ({ type: 'TXT', name, value: recordOf(ownKey) } as const);
    return { ...base, status: 'wrong', says, add: add ?? null };
  }
  if (records.length > 1) return { ...base, status: 'wrong', says: ['There are several keys: leave the one in use.'] };
  const published = tagsOf(record).get('p')?.replace(/\s/g, '') ?? '';
  if (published === '') return { ...base, status: 'wrong', says: ['The key was taken back: its p= is empty.'] };
  const isEd25519 = tagsOf(record).get('k') === 'ed25519';
  if (ownKey && published !== derOf(ownKey)) {
    const says = ['Mails are signed here with another key than the one that DNS has.', 'Put the record in its place.'];
    return { ...base, status: 'wrong', says, add: { type: 'TXT', name, value: recordOf(ownKey) } };
  }
  if (isEd25519)
    return { ...base, status: 'weak', says: ['Many servers cannot check Ed25519: sign with RSA as well.'] };
  const bits = bitsOf(published);
  if (bits === undefined) return { ...base, status: 'wrong', says: ['What stands after p= is no key: copy it again.'] };
  if (bits < 1024)
    return { ...base, status: 'wrong', says: [`A key of ${bits} bits counts nowhere: make one of 2048.`] };
  if (bits < 2048) return { ...base, status: 'weak', says: [`The key has ${bits} bits: make one of 2048.`] };
  return { ...base, status: 'good', says: [`The key has ${bits} bits.`] };
}

const derOf = (key: KeyObject): string => key.export({ format: 'der', type: 'spki' }).toString('base64');
const recordOf = (key: KeyObject): string => `v=DKIM1; k=rsa; p=${derOf(key)}`;

function bitsOf(published: string): number | undefined {
  try {
    const key = createPublicKey({ key: Buffer.from(published, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyDetails?.modulusLength;
  } catch {
    return undefined;
  }
}
