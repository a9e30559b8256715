import type { IExecuteFunctions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import type { ContactReference } from './hub';
import { journeyFacts } from './journey-facts';

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
  for (const { id, email } of journeyFacts(context, itemIndex, 'contact')) {
    if (isId(id)) return { id };
    if (typeof email === 'string' && email !== '') return { email };
  }
  return {};
}

function idOf(value: unknown): number | undefined {
  const id = typeof value === 'string' && /^\d+$/.test(value.trim()) ? Number(value) : value;
  return isId(id) ? id : undefined;
}

function isId(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}
