import { Type } from '@sinclair/typebox';

import { BASES, CHANNELS, PURPOSES } from '../../consent';
import { anyObject, nullable, oneOf } from './basics';
import { CONTACT } from './hub';

const STRICT = { additionalProperties: false };
const WORDS = Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { maxItems: 100 });
const FIELD = Type.Optional(Type.String({ maxLength: 200, description: 'Empty: the field is emptied.' }));

const ATTRIBUTE_CHANGE = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 64 }),
    value: nullable(Type.Union([Type.String(), Type.Number(), Type.Boolean()]), {
      description: "A text is read as one of the field's type; null takes the value away.",
    }),
    type: oneOf(['text', 'number', 'date', 'boolean'], { description: 'Of a field that is created.' }),
  },
  STRICT,
);

export const ContactUpdateSchema = Type.Object(
  {
    contact: CONTACT,
    fields: Type.Object({ firstName: FIELD, lastName: FIELD, locale: FIELD, country: FIELD, timeZone: FIELD }, STRICT),
    attributes: Type.Array(ATTRIBUTE_CHANGE, { maxItems: 100 }),
    addTags: WORDS,
    removeTags: WORDS,
    joinLists: WORDS,
    leaveLists: WORDS,
    createMissing: Type.Boolean({ description: 'Whether custom fields and lists that do not exist are created.' }),
    itemIndex: Type.Integer({ minimum: 0 }),
  },
  {
    ...STRICT,
    $id: 'ContactUpdate',
    examples: [
      {
        contact: { email: 'dana@example.com' },
        fields: { locale: 'he' },
        attributes: [{ name: 'tier', value: 'gold', type: 'text' }],
        addTags: ['vip'],
        removeTags: [],
        joinLists: ['Customers'],
        leaveLists: [],
        createMissing: true,
        itemIndex: 0,
      },
    ],
  },
);

export const ContactUpdateReceiptSchema = Type.Object(
  {
    contact: anyObject({ description: 'As triggers give it, with `attributes`.' }),
    changed: Type.Array(Type.String(), { description: '`locale`, `attributes.tier`, `tag +vip`, `list -Sleepers`.' }),
  },
  { $id: 'ContactUpdateReceipt' },
);

export const ConsentUpdateSchema = Type.Object(
  {
    contact: CONTACT,
    channels: Type.Array(oneOf(CHANNELS), { minItems: 1, maxItems: CHANNELS.length }),
    purpose: oneOf(PURPOSES),
    status: oneOf(['granted', 'withdrawn']),
    basis: Type.Optional(oneOf(BASES, { description: 'Needed to grant.' })),
    source: oneOf(['form', 'reply', 'journey'], {
      description: 'How it is known. What a journey concludes never undoes a withdrawal.',
    }),
    wording: Type.Optional(Type.String({ maxLength: 2_000, description: 'What they agreed to or wrote.' })),
    itemIndex: Type.Integer({ minimum: 0 }),
    idempotencyKey: Type.String({ minLength: 1, maxLength: 500, description: 'The same key twice is one statement.' }),
  },
  {
    ...STRICT,
    $id: 'ConsentUpdate',
    examples: [
      {
        contact: { email: 'dana@example.com' },
        channels: ['email'],
        purpose: 'promotional',
        status: 'granted',
        basis: 'explicit',
        source: 'reply',
        wording: 'Yes, write to me',
        itemIndex: 0,
        idempotencyKey: 'n8n-1:231:Update Consent:0:0',
      },
    ],
  },
);

export const ConsentReceiptSchema = Type.Object(
  {
    channel: oneOf(CHANNELS),
    purpose: oneOf(PURPOSES),
    status: oneOf(['granted', 'pending', 'withdrawn']),
    basis: oneOf(BASES),
  },
  { $id: 'ConsentReceipt' },
);
