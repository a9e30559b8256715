import { Type, type Static, type TSchema } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';

import { CodedUserError } from '../shared';

const LIMIT = Type.Integer({ minimum: 1, maximum: 250 });
const OFFSET_CURSOR = Type.Object({ limit: LIMIT, offset: Type.Integer({ minimum: 0 }) });
const LAST_ID_CURSOR = Type.Object({ limit: LIMIT, lastId: Type.Integer({ minimum: 1 }) });
const INNER_CURSOR = Type.Object({ limit: LIMIT, after: Type.String({ minLength: 1 }) });

/** As n8n: how many, or the cursor of the page before, which says both how many and from where. */
export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string;
}

/** For lists that are counted through. @throws CURSOR_INVALID */
export function readOffset({ limit, cursor }: PageRequest): Static<typeof OFFSET_CURSOR> {
  return cursor === undefined ? { limit, offset: 0 } : decode(cursor, OFFSET_CURSOR);
}

/** For lists by falling id. @throws CURSOR_INVALID */
export function readLastId({ limit, cursor }: PageRequest): { limit: number; lastId: number | undefined } {
  return cursor === undefined ? { limit, lastId: undefined } : decode(cursor, LAST_ID_CURSOR);
}

/** For lists whose store has a cursor of its own. @throws CURSOR_INVALID */
export function readInner({ limit, cursor }: PageRequest): { limit: number; after: string | undefined } {
  return cursor === undefined ? { limit, after: undefined } : decode(cursor, INNER_CURSOR);
}

/** n8n's form: base64 of JSON. Opaque to callers. */
export function encodeCursor(position: { limit: number; offset?: number; lastId?: number; after?: string }): string {
  return Buffer.from(JSON.stringify(position)).toString('base64');
}

function decode<Schema extends TSchema>(cursor: string, schema: Schema): Static<Schema> {
  const position = parse(Buffer.from(cursor, 'base64').toString('utf8'));
  if (Value.Check(schema, position)) return position;
  throw new CodedUserError(
    'CURSOR_INVALID',
    'The cursor is not one that this list gave. Begin again without a cursor.',
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
