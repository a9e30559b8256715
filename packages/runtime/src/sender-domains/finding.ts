/** A record to be added where the DNS of the domain is kept. */
export interface DnsRecord {
  readonly type: 'TXT' | 'MX';
  readonly name: string;
  readonly value: string;
}

export const CHECKS = ['spf', 'dkim', 'dmarc', 'mx'] as const;

/**
 * What DNS says of one thing. `good`: as it should be. `weak`: mails arrive, and could arrive better. `wrong`: mailbox
 * providers will hold it against the mails. `unknown`: DNS did not answer, or there is nothing to look at.
 */
export interface Finding {
  readonly check: (typeof CHECKS)[number];
  readonly status: 'good' | 'weak' | 'wrong' | 'unknown';
  /** Where was looked. */
  readonly name: string;
  readonly records: readonly string[];
  /** What that means, and what to do; one sentence each. */
  readonly says: readonly string[];
  /** Null where none is to be added. */
  readonly add: DnsRecord | null;
}
