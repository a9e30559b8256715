/** What became of a message. All but the first two were refused. */
export const OUTCOMES = [
  'accepted',
  'duplicate',
  'bot',
  'too_fast',
  'rate_limited_ip',
  'rate_limited_site',
  'origin_not_allowed',
  'body_unreadable',
  'batch_too_large',
  'message_too_large',
  'message_invalid',
  'anonymous_id_missing',
  'person_unknown',
  'email_missing',
  'identity_conflict',
  'too_many_devices',
  'contact_invalid',
  'group_ignored',
  'alias_ignored',
] as const;

export type Outcome = (typeof OUTCOMES)[number];
