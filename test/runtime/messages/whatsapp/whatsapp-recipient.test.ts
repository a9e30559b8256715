import { whatsappRecipient } from '../../../../packages/runtime/src/messages/whatsapp/whatsapp-recipient';

test.each([
  ['050-234 5678', 'IL', '+972502345678'],
  ['03-123 4567', 'IL', '+97231234567'],
  ['0501234567', 'SA', '+966501234567'],
  ['+971 50 123 4567', null, '+971501234567'],
  ['IL.13491208655302741918', 'IL', 'IL.13491208655302741918'],
  ['US.ENT.11815799212886844830', null, 'US.ENT.11815799212886844830'],
])('a contact with %p of %p is written to at %s', (address, country, recipient) => {
  expect(whatsappRecipient(address, country)).toEqual({ recipient });
});

test.each([
  ['', 'CONTACT_HAS_NO_ADDRESS'],
  ['call me', 'ADDRESS_INVALID'],
  ['12', 'ADDRESS_INVALID'],
  ['050-234 5678', 'ADDRESS_INVALID'],
])('a contact with %p and no country cannot be written to: %s', (address, code) => {
  expect(whatsappRecipient(address, null)).toMatchObject({ objection: { code } });
});
