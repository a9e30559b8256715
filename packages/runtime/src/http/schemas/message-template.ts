import { Type } from '@sinclair/typebox';

import { LAYOUTS } from '../../messages';
import { anyObject, instant, NUMBER_ID, nullable, oneOf } from './basics';

const STRICT = { additionalProperties: false } as const;

const CONTENTS = Type.Array(
  Type.Object(
    {
      language: Type.String(),
      subject: Type.String(),
      body: Type.String({
        description: 'HTML or MJML, with Handlebars. Where there is `mjml`, it is made from that anew.',
      }),
      mjml: Type.Optional(Type.String({ description: 'What the body was made from, where it was MJML.' })),
      preheader: Type.Optional(Type.String({ description: 'What lists of mails show after the subject.' })),
    },
    STRICT,
  ),
  { maxItems: 50, description: 'One per language. The first is what other languages fall back to.' },
);

export const MessageTemplateInputSchema = Type.Object(
  { name: Type.String(), layout: Type.Optional(oneOf(LAYOUTS)), contents: CONTENTS },
  { ...STRICT, $id: 'MessageTemplateInput' },
);

export const MessageTemplateSchema = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    version: Type.Integer({ description: 'Each change makes the next one.' }),
    layout: oneOf(LAYOUTS),
    contents: CONTENTS,
    updatedAt: instant(),
  },
  { $id: 'MessageTemplate' },
);

export const MessageTemplateVersionSchema = Type.Object(
  {
    version: Type.Integer(),
    layout: oneOf(LAYOUTS),
    contents: CONTENTS,
    createdAt: instant(),
    isCurrent: Type.Boolean(),
  },
  { $id: 'MessageTemplateVersion' },
);

const LOOKED_AT = {
  contents: Type.Optional(CONTENTS),
  template: Type.Optional(Type.String({ description: 'The name of a message template, in place of contents.' })),
  purpose: Type.Optional(oneOf(['promotional', 'transactional'])),
  layout: Type.Optional(oneOf(LAYOUTS)),
  from: Type.Optional(Type.String()),
  data: Type.Optional(anyObject({ description: 'Values for the templates.' })),
  contactId: Type.Optional(NUMBER_ID),
  eventId: Type.Optional(NUMBER_ID),
};

export const PreviewRequestSchema = Type.Object(LOOKED_AT, {
  ...STRICT,
  $id: 'PreviewRequest',
  description: 'Somebody and an order that are made up, where contact and event are left out.',
});

export const TestRequestSchema = Type.Object(
  {
    ...LOOKED_AT,
    to: Type.String(),
    language: Type.Optional(Type.String({ description: 'Each one where left out.' })),
  },
  { ...STRICT, $id: 'TestRequest' },
);

export const PreviewSchema = Type.Object(
  {
    mails: Type.Array(
      Type.Object({
        language: Type.String(),
        direction: oneOf(['ltr', 'rtl']),
        subject: Type.String(),
        html: Type.String(),
        text: Type.String(),
      }),
    ),
    findings: Type.Array(
      Type.Object({
        check: Type.String(),
        level: oneOf(['error', 'warning']),
        language: nullable(Type.String()),
        message: Type.String(),
      }),
    ),
  },
  { $id: 'Preview' },
);
