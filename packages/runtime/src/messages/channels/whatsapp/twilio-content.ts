import type { WhatsappTemplate } from './outgoing-whatsapp';

/**
 * What stands at the places of a template of Twilio's, as JSON. Twilio knows one list of places for the whole template:
 * those without a name are counted on from 1, body first, then header, then buttons.
 */
export function twilioVariables({ body, header, buttons = [] }: WhatsappTemplate): string {
  const places = [
    ...body.map(({ name, text }) => ({ name, value: text })),
    ...(header ? [{ name: header.name, value: header.kind === 'text' ? header.text : header.url }] : []),
    ...buttons.map(({ name, suffix }) => ({ name, value: suffix })),
  ];
  return JSON.stringify(Object.fromEntries(places.map(({ name, value }, index) => [name ?? String(index + 1), value])));
}
