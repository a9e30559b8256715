import { linkVisitor, normalizeEmail, type LinkPorts } from '../contacts';
import type { Transaction } from '../db';
import type { Outcome } from './outcome';
import type { IdentifyMessage } from './read-message';
import type { Site } from './site';

/**
 * What a browser may say of who sits before it: an e-mail address, which nobody has checked. It links the browser with
 * the contact of that address, and never changes what is known of a contact. A name counts for a new contact only.
 * @returns the contact whose the browser is now, or why it is nobody's
 */
export async function linkBrowser(
  tx: Transaction,
  { workspace }: Site,
  { anonymousId, userId, traits }: IdentifyMessage,
  ports: LinkPorts,
): Promise<{ contact: number } | { refused: Outcome }> {
  const email = normalizeEmail(textOf(traits.email)) ?? normalizeEmail(userId);
  if (email === null || email.length > 254) return { refused: 'email_missing' };
  if (anonymousId === undefined) return { refused: 'anonymous_id_missing' };
  const linked = await linkVisitor(
    tx,
    {
      ...{ workspace, anonymousId, email },
      firstName: textOf(traits.firstName ?? traits.first_name)?.slice(0, 100),
      lastName: textOf(traits.lastName ?? traits.last_name)?.slice(0, 100),
    },
    ports,
  );
  return linked;
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
