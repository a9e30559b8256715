import type { DnsLookup } from './dns-lookup';

/** As RFC 7208 has it: a record that needs more is an error for everybody who checks it. */
export const MOST_LOOKUPS = 10;

/** What following an SPF record comes to. */
export interface SpfWalk {
  /** How many look-ups whoever checks the record has to make. */
  readonly lookups: number;
  /** Domains that it includes and that have no record. */
  readonly missing: readonly string[];
}

export const isSpf = (record: string): boolean => /^v=spf1(\s|$)/i.test(record);

/** The terms of a record in lower case, without their qualifiers. */
const termsOf = (record: string): string[] =>
  record
    .toLowerCase()
    .split(/\s+/)
    .slice(1)
    .map((term) => term.replace(/^[+?~-]/, ''));

/** Follows what a record includes; no further than twice of what is allowed, so that a circle ends. */
export async function walkSpf(record: string, dns: DnsLookup): Promise<SpfWalk> {
  let lookups = 0;
  const missing: string[] = [];
  const open = [record];
  for (let next = open.shift(); next !== undefined && lookups <= 2 * MOST_LOOKUPS; next = open.shift()) {
    for (const term of termsOf(next)) {
      const [, target] = /^(?:include:|redirect=)(.+)$/.exec(term) ?? [];
      if (target !== undefined) {
        lookups += 1;
        if (target.includes('%')) continue; // a macro: whom it means shows with each mail only
        const found = (await dns.txt(target)).find(isSpf);
        if (found === undefined) missing.push(target);
        else open.push(found);
      } else if (/^(a|mx|ptr)([:/]|$)|^exists:/.test(term)) {
        lookups += 1;
      }
      if (lookups > 2 * MOST_LOOKUPS) break;
    }
  }
  return { lookups, missing };
}
