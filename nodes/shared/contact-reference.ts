import type { IExecuteFunctions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import type { ContactReference } from './hub';
import { journeyValue } from './journey-value';

/**
 * Whom an item is about, by the parameters of `CONTACT_PROPERTIES`. Empty where nothing says it: the hub then takes
 * the contact of the execution. Throws a UserError when the e-mail or id that was asked for is missing.
 */
export function contactReference(context: IExecuteFunctions, itemIndex: number): ContactReference {
  const from = context.getNodeParameter('contactFrom', itemIndex, 'automatic');
  if (from === 'email') {
    const email: unknown = context.getNodeParameter('contactEmail', itemIndex, '');
    if (typeof email !== 'string' || email.trim() === '')
      throw new UserError('The e-mail address of the contact is empty');
    return { email: email.trim() };
  }
  if (from === 'id') {
    const given: unknown = context.getNodeParameter('contactId', itemIndex, '');
    const id = idOf(given);
    if (id === undefined)
      throw new UserError(`${JSON.stringify(given)} is not the ID of a contact: it is a whole number`);
    return { id };
  }
  const id = idOf(journeyValue(context, itemIndex, 'contact', 'id'));
  if (id !== undefined) return { id };
  const email = journeyValue(context, itemIndex, 'contact', 'email');
  return typeof email === 'string' ? { email } : {};
}

function idOf(value: unknown): number | undefined {
  const id = typeof value === 'string' && /^\d+$/.test(value.trim()) ? Number(value) : value;
  return typeof id === 'number' && Number.isSafeInteger(id) && id > 0 ? id : undefined;
}
