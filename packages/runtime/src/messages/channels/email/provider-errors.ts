import { CodedOperationalError, CodedUserError } from '../../../shared';

/** Likely to pass: the same mail is tried again later. */
export class ProviderTemporaryError extends CodedOperationalError {
  constructor(reason: string, details?: Record<string, unknown>) {
    super('PROVIDER_TEMPORARY', reason, details);
  }
}

/** The provider refuses this mail for good; others are not concerned. */
export class ProviderPermanentError extends CodedUserError {
  constructor(reason: string, details?: Record<string, unknown>) {
    super('PROVIDER_PERMANENT', reason, details);
  }
}

/** The provider refuses us: no mail can go out before an operator changes the settings. */
export class ProviderMisconfiguredError extends CodedUserError {
  constructor(reason: string, details?: Record<string, unknown>) {
    super('PROVIDER_MISCONFIGURED', reason, details);
  }
}
