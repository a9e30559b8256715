import type { DnsLookup } from './dns-lookup';
import type { Finding } from './finding';
import { tagsOf } from './tags';

/** Who else is named in a mail: one of them has to belong to the sender's domain. */
export interface MailDomains {
  /** Of the return path. */
  readonly spf: string;
  /** Of the signature; undefined where it is not known. */
  readonly dkim: string | undefined;
}

const POLICIES = ['none', 'quarantine', 'reject'];

/** What is to become of mails that only say to be of a domain, and whether ours are told from them. */
export async function checkDmarc(domain: string, dns: DnsLookup, { spf, dkim }: MailDomains): Promise<Finding> {
  const { name, records } = await findDmarc(domain, dns);
  const base = { check: 'dmarc', name, records, add: null } as const;
  const [record] = records;
  if (record === undefined) {
    const value = `v=DMARC1; p=none; rua=mailto:dmarc@${domain}`;
    const says = [
      'There is no policy, which Gmail and Yahoo ask of who sends much.',
      'Add the record, and read the reports.',
    ];
    return { ...base, status: 'wrong', says, add: { type: 'TXT', name: `_dmarc.${domain}`, value } };
  }
  if (records.length > 1)
    return { ...base, status: 'wrong', says: ['There are several policies, so none counts: leave one.'] };
  const tags = tagsOf(record);
  const owner = name.replace(/^_dmarc\./, '');
  const policy = ((owner === domain ? undefined : tags.get('sp')) ?? tags.get('p') ?? '').toLowerCase();
  if (!POLICIES.includes(policy)) {
    return { ...base, status: 'wrong', says: ['It has no policy: write p=none, p=quarantine or p=reject.'] };
  }
  const isAligned = (other: string, mode: string | undefined): boolean =>
    other === domain || (mode?.toLowerCase() !== 's' && isWithin(other, owner));
  const isSpfAligned = isAligned(spf, tags.get('aspf'));
  const isDkimAligned = dkim !== undefined && isAligned(dkim, tags.get('adkim'));
  if (!isSpfAligned && !isDkimAligned) {
    const unsigned = dkim === undefined ? 'whose signature is not known here' : `are signed by ${dkim}`;
    const says = [
      `Mails bounce to ${spf} and ${unsigned}: neither belongs to ${domain}.`,
      `Sign as ${domain}, or let mails bounce to a domain below it.`,
    ];
    return { ...base, status: dkim === undefined ? 'weak' : 'wrong', says };
  }
  const weak = [
    ...(policy === 'none' ? ['The policy only watches: once the reports are clean, write p=quarantine.'] : []),
    ...(tags.has('rua') ? [] : ['Nobody gets reports: add rua=mailto:….']),
    ...(isDkimAligned ? [] : ['Only the return path belongs to the domain: mails that are forwarded fail.']),
  ];
  if (weak.length > 0) return { ...base, status: 'weak', says: weak };
  return { ...base, status: 'good', says: [`The policy is ${policy}, and mails are told from others.`] };
}

/** The policy of the domain, else of the nearest one above it. */
async function findDmarc(domain: string, dns: DnsLookup): Promise<{ name: string; records: string[] }> {
  const labels = domain.split('.');
  for (let from = 0; from < Math.max(1, labels.length - 1); from += 1) {
    const name = `_dmarc.${labels.slice(from).join('.')}`;
    const records = (await dns.txt(name)).filter((record) => /^v=DMARC1\s*(;|$)/i.test(record));
    if (records.length > 0) return { name, records };
  }
  return { name: `_dmarc.${domain}`, records: [] };
}

const isWithin = (domain: string, owner: string): boolean => domain === owner || domain.endsWith(`.${owner}`);
