import type { DnsLookup } from './dns-lookup';
import type { Finding } from './finding';
import { isSpf, MOST_LOOKUPS, walkSpf } from './spf-lookups';

/** What services ask to be included, by the end of the name of their SMTP server. */
const INCLUDES: ReadonlyArray<readonly [end: string, include: string]> = [
  ['amazonaws.com', 'amazonses.com'],
  ['sendgrid.net', 'sendgrid.net'],
  ['mailgun.org', 'mailgun.org'],
  ['postmarkapp.com', 'spf.mtasv.net'],
  ['gmail.com', '_spf.google.com'],
  ['google.com', '_spf.google.com'],
  ['office365.com', 'spf.protection.outlook.com'],
];

/**
 * Who may send mails that bounce to a domain.
 * @param domain of the return path: that is the one that mail servers look at
 * @param smtpHost who sends, where that is known
 */
export async function checkSpf(domain: string, dns: DnsLookup, smtpHost: string | undefined): Promise<Finding> {
  const records = (await dns.txt(domain)).filter(isSpf);
  const base = { check: 'spf', name: domain, records, add: null } as const;
  const include = INCLUDES.find(([end]) => smtpHost === end || smtpHost?.endsWith(`.${end}`))?.[1];
  const [record, ...more] = records;
  if (record === undefined) {
    const value = `v=spf1 ${include === undefined ? 'a mx' : `include:${include}`} ~all`;
    const says = [
      'Nobody is named who may send for this domain.',
      'Add the record, with what your mail service asks for.',
    ];
    return { ...base, status: 'wrong', says, add: { type: 'TXT', name: domain, value } };
  }
  if (more.length > 0) {
    return {
      ...base,
      status: 'wrong',
      says: ['There are several SPF records, which counts as an error.', 'Make one of them.'],
    };
  }
  const { lookups, missing } = await walkSpf(record, dns);
  const wrong = [
    ...(lookups > MOST_LOOKUPS
      ? [`It takes ${lookups} look-ups, and ${MOST_LOOKUPS} are allowed: take out services that send no more.`]
      : []),
    ...missing.map((name) => `It includes ${name}, which has no SPF record: take it out.`),
    ...(/(^|\s)\+?all(\s|$)/i.test(record) ? ['It lets everybody send: write ~all or -all at its end.'] : []),
  ];
  if (wrong.length > 0) return { ...base, status: 'wrong', says: wrong };
  const weak = [
    ...(include !== undefined && !record.toLowerCase().includes(`include:${include}`)
      ? [`Mails go through ${smtpHost}, and include:${include} is not in it.`]
      : []),
    ...(/[~?-]all(\s|$)|redirect=/i.test(record)
      ? []
      : ['It does not say what to think of others: write ~all at its end.']),
  ];
  if (weak.length > 0) return { ...base, status: 'weak', says: weak };
  return { ...base, status: 'good', says: [`It names who may send, in ${lookups} look-ups of ${MOST_LOOKUPS}.`] };
}
