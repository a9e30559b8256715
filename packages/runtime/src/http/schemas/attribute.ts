import { Type } from '@sinclair/typebox';

import { ATTRIBUTE_TYPES } from '../../contacts';
import { instant, nullable, oneOf } from './basics';

const OPTIONS = nullable(Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { maxItems: 500 }), {
  description: 'What an enum can be; null for other types.',
});
const LABEL = nullable(Type.String({ maxLength: 200 }), { description: 'How people call it.' });
const TYPE = oneOf(ATTRIBUTE_TYPES, { description: 'For good. Dates are `YYYY-MM-DD`.' });

export const AttributeSchema = Type.Object(
  {
    name: Type.String({ description: 'As in `contact.attributes.<name>`.' }),
    type: TYPE,
    options: OPTIONS,
    label: LABEL,
    createdAt: instant(),
  },
  {
    $id: 'Attribute',
    description: 'A custom field of contacts.',
    examples: [
      { name: 'birthday', type: 'date', options: null, label: 'Birthday', createdAt: '2026-11-22T09:00:00.000Z' },
    ],
  },
);

export const AttributeInputSchema = Type.Object(
  {
    name: Type.String({ description: 'Begins with a letter; letters, digits and underscores, 64 at most.' }),
    type: TYPE,
    options: Type.Optional(OPTIONS),
    label: Type.Optional(LABEL),
  },
  { additionalProperties: false },
);

export const AttributeChangesSchema = Type.Object(
  { options: Type.Optional(OPTIONS), label: Type.Optional(LABEL) },
  { additionalProperties: false },
);
