import type { entities } from '../db';

export type ConsentChannel = entities.ConsentChannel;
export type ConsentPurpose = entities.ConsentPurpose;
export type ConsentStatus = entities.ConsentStatus;
export type ConsentBasis = entities.ConsentBasis;

export const CHANNELS = ['email', 'sms', 'whatsapp', 'push', 'onsite'] as const satisfies entities.Consent['channel'][];
export const PURPOSES = ['promotional', 'transactional'] as const satisfies entities.Consent['purpose'][];
export const BASES = ['explicit', 'double_opt_in', 'customer_exception'] as const satisfies entities.Consent['basis'][];

/** What a consent is about. */
export type ConsentTopic = Pick<entities.Consent, 'channel' | 'purpose'>;

/** How a consent stands, and since when (UTC epoch ms). */
export type ConsentState = Pick<entities.Consent, 'channel' | 'purpose' | 'status' | 'basis' | 'sinceAt'>;

/** What a person said, before it is in the ledger. */
export type ConsentStatement = Omit<entities.ConsentEntry, 'id' | 'ip' | 'wording' | 'proof' | 'reference'> &
  Partial<Pick<entities.ConsentEntry, 'ip' | 'wording' | 'proof' | 'reference'>>;
