import type { DnsLookup } from './dns-lookup';
import type { Finding } from './finding';

/** Whether a domain takes mails: answers of people, and what comes back. */
export async function checkMx(domain: string, dns: DnsLookup): Promise<Finding> {
  const records = await dns.mx(domain);
  const base = { check: 'mx', name: domain, records, add: null } as const;
  if (records.length === 0) {
    const says = [
      'No server takes mails for this domain: what comes back is lost, and some servers take no mail of it.',
    ];
    const add = { type: 'MX', name: domain, value: `10 mail.${domain}` } as const;
    return { ...base, status: 'wrong', says: [...says, 'Add a record that names your mail server.'], add };
  }
  if (records.every((name) => name === '' || name === '.')) {
    return { ...base, status: 'wrong', says: ['The domain says that it takes no mail: take its null MX out.'] };
  }
  return { ...base, status: 'good', says: [`Mails go to ${records[0]}.`] };
}
