import { changeAttributes, type Attribute } from '../attributes';
import { checkFields, type ContactFields } from '../check-fields';
import type { Contact } from '../contact';
import { timeZoneOf } from '../time-zone-of';

/** A contact with other fields, not stored. A country tells the time zone of who has none. @throws as `patchContact` */
export function changedContact(
  contact: Contact,
  { attributes: changes = {}, ...given }: ContactFields & { readonly attributes?: Readonly<Record<string, unknown>> },
  known: readonly Attribute[],
): Contact {
  const fields = checkFields(given, contact);
  const attributes = changeAttributes(contact.attributes, changes, known);
  const changed: Contact = { ...contact, ...fields, attributes };
  if (changed.timeZone === null && fields.timeZone === undefined) changed.timeZone = timeZoneOf(changed.country);
  return changed;
}
