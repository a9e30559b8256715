import { Type } from '@sinclair/typebox';

import { ONSITE_KINDS, ONSITE_MOMENTS } from '../../messages';
import { anyObject, oneOf } from './basics';
import { CONTACT, EVENT } from './hub';

const STRICT = { additionalProperties: false };
const TEXT = Type.String({ maxLength: 10_000 });
const ADDRESS = Type.Optional(Type.String({ maxLength: 2_000 }));
const LANGUAGE = Type.String({ description: 'BCP 47 tag: en, he, ar, …' });
const ONE_PER_LANGUAGE = 'One per language, Handlebars. The first is what other languages fall back to.';
const REQUEST = {
  contact: CONTACT,
  purpose: oneOf(['promotional', 'transactional']),
  data: anyObject({ description: 'Values for the templates.' }),
  itemIndex: Type.Integer({ minimum: 0 }),
  event: EVENT,
  idempotencyKey: Type.String({ minLength: 1, maxLength: 500, description: 'The same key twice is one message.' }),
};
const RECEIPT = {
  messageId: Type.String(),
  verdict: oneOf(['send', 'defer', 'skip']),
  reason: Type.String(),
  language: Type.String(),
};

export const PushRequestSchema = Type.Object(
  {
    ...REQUEST,
    contents: Type.Array(
      Type.Object(
        {
          language: LANGUAGE,
          title: TEXT,
          text: Type.Optional(TEXT),
          url: ADDRESS,
          icon: ADDRESS,
          image: ADDRESS,
        },
        STRICT,
      ),
      { minItems: 1, description: ONE_PER_LANGUAGE },
    ),
    expiresInHours: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        maximum: 672,
        description: 'A browser that is off for longer does not get it; 24 where left out.',
      }),
    ),
  },
  {
    ...STRICT,
    $id: 'PushRequest',
    examples: [
      {
        contact: { email: 'dana@example.com' },
        contents: [{ language: 'he', title: 'המחיר ירד', text: '{{product.name}}', url: '{{product.url}}' }],
        purpose: 'promotional',
        data: {},
        itemIndex: 0,
        idempotencyKey: 'n8n-1:231:Send Push:0:0',
      },
    ],
  },
);

export const PushReceiptSchema = Type.Object(
  { ...RECEIPT, devices: Type.Integer({ description: 'How many browsers of the contact take push messages now.' }) },
  { $id: 'PushReceipt' },
);

export const OnsiteRequestSchema = Type.Object(
  {
    ...REQUEST,
    visitor: Type.Optional(
      Type.String({
        minLength: 16,
        maxLength: 200,
        description: 'The anonymous id of a browser: it is shown there. Otherwise in any browser of the contact.',
      }),
    ),
    step: Type.String({ minLength: 1, maxLength: 300, description: 'What `repeat` counts.' }),
    contents: Type.Array(
      Type.Object(
        {
          language: LANGUAGE,
          title: Type.Optional(TEXT),
          text: Type.Optional(TEXT),
          button: Type.Optional(TEXT),
          url: ADDRESS,
          image: ADDRESS,
        },
        STRICT,
      ),
      { minItems: 1, description: ONE_PER_LANGUAGE },
    ),
    kind: oneOf(ONSITE_KINDS),
    moment: oneOf(ONSITE_MOMENTS, { description: 'When a page shows it.' }),
    expiresInHours: Type.Optional(
      Type.Number({ exclusiveMinimum: 0, maximum: 8_784, description: '168 where left out.' }),
    ),
    repeat: Type.Optional(
      Type.Union([oneOf(['once', 'always']), Type.Integer({ minimum: 1, maximum: 366 })], {
        description: 'For whom the step has shown it to before: never again, each time, or after so many days.',
      }),
    ),
  },
  {
    ...STRICT,
    $id: 'OnsiteRequest',
    examples: [
      {
        contact: { email: 'dana@example.com' },
        contents: [
          { language: 'en', title: 'Before you go', text: '10 % off', button: 'Take it', url: 'https://shop.example' },
        ],
        ...{ kind: 'popup', moment: 'exit', purpose: 'promotional', data: {}, repeat: 'once', step: 'n8n-1:7:Pop-up' },
        ...{ itemIndex: 0, idempotencyKey: 'n8n-1:231:Pop-up:0:0' },
      },
    ],
  },
);

export const OnsiteReceiptSchema = Type.Object(
  {
    ...RECEIPT,
    recipient: Type.String({ description: 'The visitor; empty for a contact, who may come with any browser.' }),
    kind: oneOf(ONSITE_KINDS),
  },
  { $id: 'OnsiteReceipt' },
);
