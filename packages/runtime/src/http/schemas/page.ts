import { Type, type TProperties, type TSchema } from '@sinclair/typebox';

import { nullable } from './basics';

/** The query of a list: n8n's paging, and what narrows this list down. */
export function pageQuery<Filters extends TProperties>(filters: Filters) {
  return Type.Object({
    ...filters,
    limit: Type.Integer({ minimum: 1, maximum: 250, default: 100, description: 'How many to return at most.' }),
    cursor: Type.Optional(
      Type.String({
        description: '`nextCursor` of the page before. It says the limit, too; repeat filters beside it.',
      }),
    ),
  });
}

/** One page of a list. */
export function pageOf(item: TSchema) {
  return Type.Object({
    data: Type.Array(item),
    nextCursor: nullable(Type.String(), {
      description: 'Pass it as `cursor` for the next page; null on the last one.',
    }),
  });
}
