import { ownersOf, identitiesOf, normalizeEmail, type Account } from '../contacts';
import type { Queries } from '../db';
import type { SiteMessage } from './read-message';
import type { Site, Trust } from './site';

/** By what a message names a person. A browser names itself and nothing else. */
export interface NamedPerson {
  readonly anonymousId?: string;
  readonly email?: string;
  readonly shop?: Account;
}

export function namedPerson({ settings }: Site, message: SiteMessage, trust: Trust): NamedPerson {
  const { anonymousId, userId, traits } = message;
  if (trust === 'public') return { anonymousId };
  const email = normalizeEmail(typeof traits.email === 'string' ? traits.email : undefined) ?? normalizeEmail(userId);
  const isAccount = userId !== undefined && settings.shop !== null && normalizeEmail(userId) === null;
  return {
    ...{ anonymousId, email: email ?? undefined },
    ...(isAccount && settings.shop !== null && { shop: { id: settings.shop, customerId: userId } }),
  };
}

/** The contact that a message speaks of, the strongest identity first; undefined where nobody knows them. */
export async function findPerson(
  queries: Queries,
  workspace: number,
  person: NamedPerson,
): Promise<number | undefined> {
  const owners = await ownersOf(queries, workspace, identitiesOf(person));
  return owners.get('shop_customer') ?? owners.get('email') ?? owners.get('anonymous');
}
