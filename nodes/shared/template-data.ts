import type { IDataObject } from 'n8n-workflow';
import { jsonParse, UserError } from 'n8n-workflow';

/** Further values for templates, written as JSON or given by an expression. Throws a UserError for what is no object. */
export function templateData(value: unknown): IDataObject {
  const data: unknown =
    typeof value === 'string' && value.trim() !== ''
      ? jsonParse(value, { errorMessage: 'The extra data is not valid JSON' })
      : value || {};
  if (typeof data === 'object' && data !== null && !Array.isArray(data)) return data as IDataObject;
  throw new UserError('The extra data has to be an object, such as { "coupon": "HELLO10" }');
}
