import { messageOf } from '../../../shared';
import { ProviderMisconfiguredError, ProviderPermanentError, ProviderTemporaryError } from '../provider-errors';

const OUR_FAULT = new Set(['EAUTH', 'ENOAUTH', 'EOAUTH2', 'ECONFIG', 'EREQUIRETLS']);
/** Replies that ask for a login or refuse the one given, whatever command they answer. */
const LOGIN_REFUSED = new Set([530, 534, 535, 538]);
/** Errors that speak of this mail, when the server itself said nothing. */
const MAIL_FAULT = new Set(['EENVELOPE', 'EMESSAGE']);
/** The steps before a mail is named: a refusal there concerns every mail. */
const GREETING = new Set(['CONN', 'EHLO', 'HELO', 'LHLO', 'STARTTLS']);

/**
 * Sorts what nodemailer threw. The reply code decides, not nodemailer's own code: a 450 at RCPT is an EENVELOPE too.
 * Everything that is not surely a refusal is temporary, as mail servers do it. A connection that breaks after the
 * whole mail was sent is also temporary: the mail keeps its Message-ID, by which mailboxes drop a second copy.
 */
export function toProviderError(error: unknown): Error {
  const { code = '', responseCode, command = '', response } = factsOf(error);
  const reason = response ?? messageOf(error);
  const details = { code, command, ...(responseCode === undefined ? {} : { responseCode }) };
  const isRefusal = responseCode !== undefined && responseCode >= 500 && responseCode < 600 && responseCode !== 503;

  if (OUR_FAULT.has(code) || (responseCode !== undefined && LOGIN_REFUSED.has(responseCode))) {
    return new ProviderMisconfiguredError(`The mail server refuses the login or the settings: ${reason}`, details);
  }
  if (isRefusal && GREETING.has(command)) {
    return new ProviderMisconfiguredError(`The mail server refuses to talk to this machine: ${reason}`, details);
  }
  if (isRefusal) return new ProviderPermanentError(`The mail server refuses the mail: ${reason}`, details);
  if (responseCode === undefined && MAIL_FAULT.has(code)) {
    return new ProviderPermanentError(`The mail cannot be sent as it is: ${reason}`, details);
  }
  const isAnswer = responseCode !== undefined;
  return new ProviderTemporaryError(`The mail server could not take the mail: ${reason}`, { isAnswer, details });
}

/** What nodemailer tells of a failure. */
export interface SmtpFacts {
  code?: string;
  responseCode?: number;
  command?: string;
  response?: string;
}

export function factsOf(error: unknown): SmtpFacts {
  if (!(error instanceof Error)) return {};
  const { code, responseCode, command, response } = error as Error & Record<keyof SmtpFacts, unknown>;
  return {
    code: typeof code === 'string' ? code : undefined,
    responseCode: typeof responseCode === 'number' ? responseCode : undefined,
    command: typeof command === 'string' ? command : undefined,
    response: typeof response === 'string' ? response : undefined,
  };
}
