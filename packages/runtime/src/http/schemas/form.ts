import { Type } from '@sinclair/typebox';

import { CHANNELS, PURPOSES } from '../../consent';
import { anyObject, instant, nullable, oneOf } from './basics';
import { LANGUAGE } from './magnet';

const STRICT = { additionalProperties: false };
const text = (maxLength: number) => Type.String({ maxLength });
const ADDRESS = nullable(text(2_000));

const perLanguage = (maxLength: number) =>
  Type.Partial(Type.Object({ en: text(maxLength), he: text(maxLength), ar: text(maxLength) }), STRICT);

const TEXTS = Type.Object(
  {
    title: text(200),
    intro: Type.Optional(text(5_000)),
    button: Type.Optional(text(100)),
    thanksTitle: Type.Optional(text(200)),
    thanks: Type.Optional(text(5_000)),
    confirmedTitle: Type.Optional(text(200)),
    confirmed: Type.Optional(text(5_000)),
  },
  STRICT,
);

const FIELD = Type.Object(
  {
    name: Type.String({ maxLength: 100, description: 'email, phone, firstName, lastName, or attributes.<name>.' }),
    isRequired: Type.Boolean(),
    label: Type.Optional(perLanguage(200)),
    hint: Type.Optional(perLanguage(500)),
    optionLabels: Type.Optional(Type.Record(Type.String(), perLanguage(200))),
  },
  STRICT,
);

const CONSENT = Type.Object(
  {
    channel: oneOf(CHANNELS),
    purpose: oneOf(PURPOSES),
    wording: perLanguage(2_000),
    isRequired: Type.Boolean(),
  },
  STRICT,
);

const DESIGN = Type.Object(
  {
    accent: nullable(Type.String({ pattern: '^#[0-9a-fA-F]{6}$' }), { description: '`#rrggbb`' }),
    logoUrl: ADDRESS,
    logoText: nullable(text(200)),
  },
  STRICT,
);

const DEFINITION = {
  name: Type.String({ minLength: 1, maxLength: 200, description: 'For you, and in events.' }),
  language: LANGUAGE,
  texts: Type.Partial(Type.Object({ en: TEXTS, he: TEXTS, ar: TEXTS }), {
    ...STRICT,
    description: 'The form is shown in the languages that have texts here.',
  }),
  fields: Type.Array(FIELD, { minItems: 1, maxItems: 50 }),
  consents: Type.Array(CONSENT, { maxItems: 10 }),
  lists: Type.Array(text(100), { maxItems: 50 }),
  tags: Type.Array(text(100), { maxItems: 50 }),
  confirm: Type.Boolean({ description: 'Nothing counts before the address is confirmed by a link in a mail.' }),
  magnet: nullable(text(100), { description: 'What those may download who have confirmed.' }),
  sendsDownload: Type.Boolean({ description: 'The link to the magnet is sent by mail, too.' }),
  country: nullable(Type.String({ pattern: '^[A-Z]{2}$' }), {
    description: 'Of phone numbers without a country code.',
  }),
  redirectUrl: ADDRESS,
  privacyUrl: ADDRESS,
  embedOrigins: Type.Array(text(300), { maxItems: 50, description: 'Whose pages may show it; `*` for all.' }),
  design: DESIGN,
  isOpen: Type.Boolean(),
};

const EXAMPLE = {
  name: 'Olive oil guide',
  texts: { en: { title: 'The guide to olive oil', intro: 'Twenty pages by mail.' } },
  fields: [
    { name: 'email', isRequired: true },
    { name: 'firstName', isRequired: false },
  ],
  consents: [
    {
      channel: 'email',
      purpose: 'promotional',
      wording: { en: 'Yes, send me news and offers by e-mail. I can leave at any time.' },
      isRequired: false,
    },
  ],
};

const { name, texts, fields, design: _design, ...optional } = DEFINITION;

export const FormDraftSchema = Type.Composite(
  [
    Type.Object({ name, texts, fields }),
    Type.Partial(Type.Object(optional)),
    Type.Object({ design: Type.Optional(Type.Partial(DESIGN, STRICT)) }),
  ],
  { $id: 'FormDraft', ...STRICT, examples: [EXAMPLE] },
);

const COUNT = Type.Integer({ minimum: 0 });

export const FormSchema = Type.Object(
  {
    id: Type.String(),
    ...DEFINITION,
    version: Type.Integer({ description: 'Rises with each change.' }),
    url: Type.String({ description: 'The page.' }),
    embed: Type.Object(
      { script: Type.String(), iframe: Type.String(), html: Type.String() },
      { description: 'What other sites include to show it: docs/guides/forms.md.' },
    ),
    counts: Type.Object({ views: COUNT, submissions: COUNT, confirmed: COUNT, downloads: COUNT }),
    createdAt: instant(),
    updatedAt: instant(),
  },
  { $id: 'Form', description: 'A page on which people sign up.' },
);

export const FormSubmissionSchema = Type.Object(
  {
    id: Type.Integer(),
    contact: Type.Integer(),
    status: oneOf(['done', 'pending', 'confirmed']),
    language: LANGUAGE,
    answers: anyObject(),
    consents: Type.Array(Type.Object({ channel: oneOf(CHANNELS), purpose: oneOf(PURPOSES), wording: Type.String() })),
    ip: nullable(Type.String()),
    page: nullable(Type.String(), { description: 'Where the form was embedded, as that page says.' }),
    submittedAt: instant(),
    confirmedAt: nullable(instant()),
  },
  { $id: 'FormSubmission', description: 'What somebody answered at a form.' },
);
