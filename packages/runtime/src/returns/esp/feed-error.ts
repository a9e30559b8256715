import { CodedUserError } from '../../shared';

/** What was posted does not prove that it is of the service. @param what is wrong with it, without a full stop */
export function notProven(what: string): CodedUserError {
  return new CodedUserError('NOTICE_NOT_PROVEN', `The call is not taken: ${what}.`);
}

/** What was posted is proven and makes no sense. */
export function unreadable(what: string): CodedUserError {
  return new CodedUserError('NOTICE_UNREADABLE', `The call cannot be read: ${what}.`);
}
