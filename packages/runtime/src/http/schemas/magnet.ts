import { Type } from '@sinclair/typebox';

import { PAGE_LANGUAGES } from '../../forms';
import { instant, nullable, oneOf } from './basics';

export const LANGUAGE = oneOf(PAGE_LANGUAGES);

const NAME = Type.String({ minLength: 1, maxLength: 200 });
const LINK_DAYS = Type.Integer({ minimum: 1, maximum: 365, description: 'For how many days a link to it opens.' });

export const MagnetInputSchema = Type.Object(
  { name: NAME, linkDays: Type.Optional(LINK_DAYS) },
  { additionalProperties: false, examples: [{ name: 'Olive oil guide', linkDays: 7 }] },
);

export const MagnetChangesSchema = Type.Partial(Type.Object({ name: NAME, linkDays: LINK_DAYS }), {
  additionalProperties: false,
});

export const MagnetSchema = Type.Object(
  {
    id: Type.String(),
    name: NAME,
    linkDays: LINK_DAYS,
    contents: Type.Array(
      Type.Object({
        language: LANGUAGE,
        url: nullable(Type.String(), { description: 'Where it is an address.' }),
        fileName: nullable(Type.String()),
        mediaType: nullable(Type.String()),
        bytes: nullable(Type.Integer()),
        updatedAt: instant(),
      }),
    ),
    createdAt: instant(),
    updatedAt: instant(),
  },
  { $id: 'Magnet', description: 'What people get for signing up: a file or an address for each language.' },
);
