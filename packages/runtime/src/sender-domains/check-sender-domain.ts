import { CodedUserError } from '../shared';
import { checkDkim, type OwnKey } from './check-dkim';
import { checkDmarc } from './check-dmarc';
import { checkMx } from './check-mx';
import { checkSpf } from './check-spf';
import type { DnsLookup } from './dns-lookup';
import type { Finding } from './finding';

/** How mails are sent from here. */
export interface SendingSetup {
  readonly dkim: OwnKey | undefined;
  readonly bounceDomain: string | undefined;
  /** Of the SMTP server. */
  readonly smtpHost: string | undefined;
}

export interface DomainReport {
  readonly domain: string;
  /** Whether nothing is wrong or unknown. */
  readonly isReady: boolean;
  readonly findings: readonly Finding[];
}

const DOMAIN = /^(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9-]{2,63}$/;

/**
 * Asks DNS whether mails of a domain are believed, and says what to add where they are not.
 * @param selector the one that mails are signed with; that of our own key where left out
 * @throws SENDER_DOMAIN_INVALID
 */
export async function checkSenderDomain(
  name: string,
  { dns, setup, selector }: { readonly dns: DnsLookup; readonly setup: SendingSetup; readonly selector?: string },
): Promise<DomainReport> {
  const domain = name.trim().toLowerCase().replace(/\.$/, '');
  if (!DOMAIN.test(domain)) {
    throw new CodedUserError(
      'SENDER_DOMAIN_INVALID',
      `"${name}" is no domain: write what follows the @, such as shop.example.`,
    );
  }
  const own = setup.dkim;
  const signer = own?.domain.toLowerCase();
  const isOwn = own !== undefined && selector === undefined;
  const spf = setup.bounceDomain?.toLowerCase() ?? domain;
  const dkim = isOwn ? signer : selector === undefined ? undefined : domain;
  const findings = await Promise.all([
    orUnknown('spf', spf, checkSpf(spf, dns, setup.smtpHost)),
    orUnknown('dkim', domain, checkDkim(dkim ?? domain, dns, { selector: selector ?? own?.selector, own })),
    orUnknown('dmarc', domain, checkDmarc(domain, dns, { spf, dkim })),
    ...[...new Set([domain, spf])].map((each) => orUnknown('mx', each, checkMx(each, dns))),
  ]);
  const isReady = findings.every(({ status }) => status === 'good' || status === 'weak');
  return { domain, isReady, findings };
}

async function orUnknown(check: Finding['check'], name: string, checking: Promise<Finding>): Promise<Finding> {
  try {
    return await checking;
  } catch (error) {
    const { code = 'no answer' } = error as { code?: string };
    return {
      check,
      name,
      status: 'unknown',
      records: [],
      says: [`DNS did not answer (${code}): try again.`],
      add: null,
    };
  }
}
