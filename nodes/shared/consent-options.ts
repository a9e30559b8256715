/** Channels that a contact agrees to be written to by. */
export const CONSENT_CHANNEL_OPTIONS = [
  { name: 'Email', value: 'email' },
  { name: 'Push', value: 'push' },
  { name: 'SMS', value: 'sms' },
  { name: 'WhatsApp', value: 'whatsapp' },
];

/** What for. */
export const CONSENT_PURPOSE_OPTIONS = [
  { name: 'Promotional', value: 'promotional' },
  { name: 'Transactional', value: 'transactional' },
];
