import { Type } from '@sinclair/typebox';

import { LANGUAGES, SETTING_TYPES } from '../../templates';
import { anyObject, oneOf } from './basics';

const TEXTS = Type.Object({ en: Type.String(), he: Type.String(), ar: Type.String() });

const SETTING = Type.Object({
  name: Type.String(),
  displayName: Type.String(),
  displayNames: Type.Optional(Type.Partial(TEXTS)),
  type: oneOf(SETTING_TYPES),
  default: Type.Unknown(),
  required: Type.Boolean(),
  description: Type.Optional(Type.String()),
  options: Type.Optional(Type.Array(anyObject())),
  typeOptions: Type.Optional(anyObject()),
});

export const TemplateSchema = Type.Object(
  {
    name: Type.String(),
    title: TEXTS,
    summary: TEXTS,
    languages: Type.Array(Type.String(), { description: 'That its messages are written in.' }),
    consent: oneOf(['promotional', 'transactional']),
    settings: Type.Array(SETTING, { description: 'What is chosen at import, as n8n declares parameters.' }),
    scenarios: Type.Integer({ description: 'How many scenarios test it.' }),
  },
  { $id: 'Template', description: 'A ready-made journey.' },
);

export const TemplateImportSchema = Type.Object(
  {
    settings: Type.Optional(anyObject({ description: 'By name; the default of each that is left out.' })),
    language: Type.Optional(
      oneOf(LANGUAGES, { description: 'What it is called in, and what contacts of other languages get.' }),
    ),
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 128 })),
  },
  {
    additionalProperties: false,
    $id: 'TemplateImport',
    examples: [{ settings: { category: 'contact-lenses', cycleDays: 30 }, language: 'he' }],
  },
);
