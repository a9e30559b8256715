import type { ContactSnapshot, EventPayload } from '../events';
import type { TrackMessage } from './read-message';
import { cartOf, productOf } from './read-goods';
import type { Site } from './site';

/** What a message says, in the one shape of all events; the contact is added once they are known. */
export function payloadOf({ id, name, settings }: Site, message: TrackMessage): EventPayload {
  const { type, properties, page } = message;
  const occurredAt = new Date(message.occurredAt).toISOString();
  const product = type.startsWith('product.') ? productOf(properties, settings.currency) : undefined;
  const hasCart = type === 'cart.updated' || type === 'checkout.started';
  return {
    event: { type, occurredAt },
    site: { id, name },
    page,
    ...(product && { product }),
    ...(hasCart && { cart: cartOf(properties, occurredAt, settings.currency) }),
    ...(type === 'form.submitted' && { form: formOf(properties) }),
    properties,
  };
}

/** The contact stands second, as in all other events. */
export function withContact({ event, ...rest }: EventPayload, contact: ContactSnapshot): EventPayload {
  return { event, contact, ...rest };
}

function formOf(properties: TrackMessage['properties']): { id: string; name: string } {
  const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 200) : '');
  return {
    id: text(properties.form_id ?? properties.formId ?? properties.id),
    name: text(properties.form_name ?? properties.name),
  };
}
