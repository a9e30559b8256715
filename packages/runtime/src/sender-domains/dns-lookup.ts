import { Resolver } from 'node:dns/promises';

import { seconds } from '../shared';

/** What is asked of DNS. Nothing is there: an empty list. No answer: it rejects. */
export interface DnsLookup {
  txt(name: string): Promise<string[]>;
  /** Names of mail servers, the first choice first; `''` for a domain that takes no mail. */
  mx(name: string): Promise<string[]>;
}

const NOTHING = ['ENOTFOUND', 'ENODATA'];

/** @param servers such as 127.0.0.1:53; those of the machine where left out */
export function systemDns(servers?: readonly string[]): DnsLookup {
  const resolver = new Resolver({ timeout: seconds(3).milliseconds, tries: 2 });
  if (servers) resolver.setServers(servers);
  return {
    txt: async (name) => (await orNothing(resolver.resolveTxt(name))).map((parts) => parts.join('')),
    mx: async (name) =>
      (await orNothing(resolver.resolveMx(name)))
        .sort((one, other) => one.priority - other.priority)
        .map(({ exchange }) => exchange.toLowerCase()),
  };
}

async function orNothing<Row>(asking: Promise<Row[]>): Promise<Row[]> {
  try {
    return await asking;
  } catch (error) {
    if (NOTHING.includes(String((error as { code?: unknown }).code))) return [];
    throw error;
  }
}
