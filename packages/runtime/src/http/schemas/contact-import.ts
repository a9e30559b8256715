import { Type } from '@sinclair/typebox';

import { BASES, CHANNELS } from '../../consent';
import { ENCODINGS, SEPARATORS } from '../../contacts';
import { anyObject, instant, nullable, oneOf } from './basics';

export const ENCODING = oneOf(ENCODINGS);
export const SEPARATOR = oneOf(SEPARATORS);

const count = (description?: string) => Type.Integer({ minimum: 0, ...(description !== undefined && { description }) });

const MAPPING = Type.Record(Type.String(), Type.String(), {
  description:
    'Column to field: email, phone, firstName, lastName, locale, country, timeZone, tags, attributes.<name>. Columns that are left out are not imported.',
});

const COUNTRY = Type.Optional(
  nullable(Type.String({ pattern: '^[A-Z]{2}$' }), { description: 'Of phone numbers without a country code.' }),
);

const CONSENT = Type.Object(
  {
    channels: Type.Array(oneOf(CHANNELS), { minItems: 1 }),
    basis: oneOf(BASES),
    wording: Type.Optional(nullable(Type.String({ maxLength: 2_000 }))),
    evidence: Type.Optional(nullable(Type.String({ maxLength: 2_000 }), { description: 'Where the proof is kept.' })),
  },
  { additionalProperties: false },
);

export const ContactImportSchema = Type.Object(
  {
    id: Type.String(),
    status: oneOf(['uploaded', 'running', 'done', 'failed', 'canceled']),
    encoding: ENCODING,
    separator: SEPARATOR,
    bytes: count(),
    done: count('Lines that are stored or refused so far.'),
    created: count(),
    updated: count(),
    failed: count('Lines that were refused: `GET …/errors` says why.'),
    error: nullable(Type.String(), { description: 'What ended it before its time.' }),
    createdAt: instant(),
    endedAt: nullable(instant()),
  },
  { $id: 'ContactImport', description: 'A CSV file of contacts, and how far it has come.' },
);

const LINE = Type.Integer({ minimum: 1, description: 'Of the file; the header is the first.' });

export const UploadedFileSchema = Type.Object({
  import: Type.Ref('ContactImport#'),
  columns: Type.Array(Type.String()),
  suggestedMapping: MAPPING,
  sample: Type.Array(Type.Object({ line: LINE, cells: Type.Array(Type.String()) })),
});

export const PreviewInputSchema = Type.Object({ mapping: MAPPING, country: COUNTRY }, { additionalProperties: false });

export const PreviewSchema = Type.Object({
  lines: Type.Array(
    Type.Object({
      line: LINE,
      contact: Type.Optional(anyObject()),
      problem: Type.Optional(Type.Object({ code: Type.String(), column: Type.String(), message: Type.String() })),
    }),
  ),
});

export const ImportPlanSchema = Type.Object(
  {
    mapping: MAPPING,
    country: COUNTRY,
    list: Type.Optional(nullable(Type.String(), { description: 'Id of a list that all of them join.' })),
    tags: Type.Optional(Type.Array(Type.String(), { maxItems: 50 })),
    consent: nullable(CONSENT, {
      description:
        'What you declare that all of them agreed to, and answer for; null where they did not, or you do not know.',
    }),
  },
  { additionalProperties: false },
);
