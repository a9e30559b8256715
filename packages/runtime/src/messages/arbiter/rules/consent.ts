import { purchaseCondition } from '../../../audiences';
import type { Queries } from '../../../db';
import { devicesOf } from '../../push/devices-of';
import type { Addressee, Facts } from '../facts';
import { pass, skip, type Finding } from '../judgement';
import type { Rule } from '../rule';

/** Nobody gets a promotional message who has not agreed to it, and nobody any that they have refused. */
export const consent: Rule = {
  name: 'consent',
  isForPromotions: false,
  look: ({ tx, message, facts }) => lookAtConsent(tx, message, facts),
};

export async function lookAtConsent(queries: Queries, message: Addressee, facts: Facts): Promise<Finding> {
  const { workspace, contact, channel, purpose } = message;
  const said = facts.consent;
  if (said?.status === 'withdrawn') {
    return skip('CONSENT_WITHDRAWN', `the contact does not want ${purpose} messages by ${channel}${since(said)}`);
  }
  if (purpose === 'transactional') return pass('not withdrawn');
  // It is a part of the page that they have opened: nobody is asked before a page shows an offer.
  if (channel === 'onsite') return pass('not withdrawn; it is shown on a page that the visitor has opened');
  if (channel === 'push' && !said && contact !== null) return await lookAtDevices(queries, workspace, contact);
  if (contact === null) return missing('nobody is known by this address, so that nobody has agreed');
  if (said?.status === 'pending') return missing(`the contact was asked and has not confirmed${since(said)}`);
  if (said && said.basis !== 'customer_exception') return pass(`granted (${said.basis})${since(said)}`);
  return await lookAtCustomer(queries, message, facts);
}

/** Customers may be written to where the workspace says so, once they have bought. */
/** Whoever lets a browser show push messages has been asked by it, and takes that back there at any time. */
async function lookAtDevices(queries: Queries, workspace: number, contact: number): Promise<Finding> {
  const [device] = await devicesOf(queries, workspace, contact);
  if (!device) return missing('no browser of the contact takes push messages');
  return pass(`agreed to in their browser on ${new Date(device.agreedAt).toISOString()}`);
}

async function lookAtCustomer(
  queries: Queries,
  { contact, workspace, channel }: Addressee,
  { consent: said, consentSettings }: Facts,
): Promise<Finding> {
  const who = said ? 'the contact counts as a customer' : 'the contact has agreed to nothing';
  if (!consentSettings.customerException) {
    return missing(said ? `${who}, and customerException is off` : `${who} by ${channel}`);
  }
  const bought = await queries.get<{ at: number }>(
    `SELECT o.placed_at AS at FROM orders o WHERE o.contact = ? AND o.workspace = ? AND ${purchaseCondition('o')}
     ORDER BY o.placed_at DESC LIMIT 1`,
    [contact, workspace],
  );
  if (!bought) return missing(`${who}, and no purchase of theirs is known here`);
  return pass(`customer exception: bought on ${new Date(bought.at).toISOString()}`);
}

const missing = (value: string): Finding => skip('CONSENT_MISSING', value);

const since = ({ sinceAt }: { readonly sinceAt: number }): string => ` since ${new Date(sinceAt).toISOString()}`;
