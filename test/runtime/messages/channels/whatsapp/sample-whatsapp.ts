import type { OutgoingWhatsapp, WhatsappTemplate } from '../../../../../packages/runtime/src/messages';

export const TEMPLATE: WhatsappTemplate = {
  name: 'cart_reminder',
  language: 'he',
  body: [{ text: 'Anna' }, { text: '₪120' }],
  header: { kind: 'image', url: 'https://shop.example/cart.jpg' },
  buttons: [{ index: 0, suffix: 'cart/42' }],
};

/** A message that goes as a template. */
export const whatsapp = (changes: Partial<OutgoingWhatsapp> = {}): OutgoingWhatsapp => ({
  id: '6f1f4c36-3a3c-4bb0-9a77-0d9f7c1b2a10',
  from: '+97231234567',
  to: '+972502345678',
  text: null,
  template: TEMPLATE,
  ...changes,
});
