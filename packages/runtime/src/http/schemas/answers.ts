import { Type, type TSchema } from '@sinclair/typebox';

import { ErrorSchema } from './error';

/** A schema among the components of the OpenAPI document. */
export function componentOf({ $id }: TSchema, description?: string): TSchema {
  return Type.Ref(`${String($id)}#`, description === undefined ? {} : { description });
}

const ERRORS = {
  '4xx': componentOf(ErrorSchema, 'The request is refused: the code says why.'),
  '5xx': componentOf(ErrorSchema, 'The server could not do it now.'),
};

/** What a route answers with: `schema` where it succeeds, the error shape where it does not. */
export function answers(schema: TSchema, description: string, status: 200 | 201 | 202 = 200): Record<string, TSchema> {
  return { [status]: { ...schema, description }, ...ERRORS };
}

/** For routes that answer without a body. */
export const ANSWERS_NOTHING: Record<string, TSchema> = { 204: Type.Null({ description: 'Done.' }), ...ERRORS };
