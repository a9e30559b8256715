import type { ConsentChanged } from '../consent';
import type { Publish } from '../events';
import { findContact } from './contact';
import { contactSnapshot } from './contact-snapshot';

/** Makes an event of a consent that begins or ends to count, or that the contact is asked to confirm. */
export function tellConsent(publish: Publish): ConsentChanged {
  return async (tx, { workspace, contact: id, status, channel, purpose, basis, source }) => {
    const contact = await findContact(tx, workspace, id);
    if (!contact) return;
    const payload = { contact: contactSnapshot(contact), consent: { channel, purpose, basis, source } };
    await publish(tx, { workspace, type: `consent.${status}`, contact: id, payload });
  };
}
