import { CodedUserError } from '../../shared';

/** @returns MESSAGE_TEMPLATE_INVALID */
export function templateInvalid(problems: readonly string[]): CodedUserError {
  const message = `The template is wrong. ${problems.join('; ')}.`;
  return new CodedUserError('MESSAGE_TEMPLATE_INVALID', message, { problems });
}
