import { CodedUserError, messageOf } from '../../shared';

/** Copies the values, so that a template meets no functions, getters or objects of ours. @throws TEMPLATE_INVALID */
export function plainData(data: object): object {
  try {
    return JSON.parse(JSON.stringify(data)) as object;
  } catch (error) {
    throw new CodedUserError('TEMPLATE_INVALID', 'The values for the templates cannot be written as JSON.', {
      reason: messageOf(error),
    });
  }
}
