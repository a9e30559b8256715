import { checkSenderDomain, systemDns } from '../sender-domains';
import type { Foundation } from './wire-foundation';

export type SenderDomains = ReturnType<typeof wireSenderDomains>;

/** Whether mails are believed, as DNS has it. */
export function wireSenderDomains({ config, dns = systemDns() }: Foundation) {
  const { dkim, bounceDomain, smtpUrl } = config;
  const smtpHost = smtpUrl === undefined ? undefined : new URL(smtpUrl).hostname.toLowerCase();
  const setup = { dkim, bounceDomain, smtpHost };
  return {
    checkDomain: (domain: string, selector?: string) => checkSenderDomain(domain, { dns, setup, selector }),
  };
}
