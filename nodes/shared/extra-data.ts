import type { IDataObject } from 'n8n-workflow';
import { jsonParse, UserError } from 'n8n-workflow';

/** Reads further values for a message's templates: an object, or its JSON. Throws a UserError for anything else. */
export function extraData(value: unknown): IDataObject {
  const data: unknown =
    typeof value === 'string' && value.trim() !== ''
      ? jsonParse(value, { errorMessage: 'The extra data is not valid JSON' })
      : value || {};
  if (typeof data === 'object' && data !== null && !Array.isArray(data)) return data as IDataObject;
  throw new UserError('The extra data has to be an object, such as { "coupon": "HELLO10" }');
}
