import type { OutgoingEmail } from '../../../../../packages/runtime/src/messages';

export const mail = (changes: Partial<OutgoingEmail> = {}): OutgoingEmail => ({
  id: '6f1f4c36-3a3c-4bb0-9a77-0d9f7c1b2a10',
  from: 'עדשות Shop <hello@shop.example>',
  to: 'anna@example.com',
  replyTo: null,
  subject: 'ברוכה הבאה, Anna',
  html: '<!doctype html><p>שלום <b>Anna</b></p>',
  text: 'שלום Anna',
  ...changes,
});
