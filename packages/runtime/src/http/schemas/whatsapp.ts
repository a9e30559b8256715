import { Type, type Static } from '@sinclair/typebox';

import { anyObject, instant, nullable, oneOf } from './basics';
import { CONTACT, EVENT } from './hub';
import { SENDER_ID } from './sms';

const STRICT = { additionalProperties: false };
const TEXT = Type.String({ maxLength: 10_000 });
const PLACE_NAME = Type.Optional(
  Type.String({ maxLength: 200, description: 'For templates whose places have names.' }),
);
const LANGUAGE_CODE = Type.String({
  minLength: 2,
  maxLength: 20,
  description: 'Exactly the code under which it was approved: he, ar, en and en_US are four.',
});

const TEMPLATE = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 512, description: 'At Twilio the ContentSid.' }),
    language: LANGUAGE_CODE,
    body: Type.Optional(Type.Array(Type.Object({ name: PLACE_NAME, text: TEXT }, STRICT), { maxItems: 100 })),
    header: Type.Optional(
      Type.Object(
        {
          kind: oneOf(['text', 'image', 'video', 'document']),
          value: Type.String({ maxLength: 2_000, description: 'The text, or the address of the file.' }),
          filename: Type.Optional(Type.String({ maxLength: 240 })),
          name: PLACE_NAME,
        },
        STRICT,
      ),
    ),
    buttons: Type.Optional(
      Type.Array(
        Type.Object(
          {
            index: Type.Integer({ minimum: 0, maximum: 9 }),
            suffix: Type.String({ maxLength: 2_000, description: "The end of the button's address." }),
            name: PLACE_NAME,
          },
          STRICT,
        ),
        { maxItems: 10 },
      ),
    ),
  },
  STRICT,
);

export const WhatsappRequestSchema = Type.Object(
  {
    contact: CONTACT,
    contents: Type.Array(
      Type.Object(
        {
          language: Type.String(),
          text: Type.Optional(
            Type.String({ maxLength: 10_000, description: 'Goes within 24 hours of what the contact wrote last.' }),
          ),
          template: Type.Optional(TEMPLATE),
        },
        STRICT,
      ),
      { minItems: 1, description: 'One per language, Handlebars. The first is what other languages fall back to.' },
    ),
    purpose: oneOf(['promotional', 'transactional']),
    data: anyObject({ description: 'Values for the templates.' }),
    sender: Type.Optional(SENDER_ID),
    to: Type.Optional(Type.String({ description: "Overrides the contact's own number." })),
    itemIndex: Type.Integer({ minimum: 0 }),
    event: EVENT,
    idempotencyKey: Type.String({ minLength: 1, maxLength: 500, description: 'The same key twice is one message.' }),
  },
  {
    ...STRICT,
    $id: 'WhatsappRequest',
    examples: [
      {
        contact: { phone: '+972502345678' },
        contents: [
          {
            language: 'he',
            template: { name: 'cart_reminder', language: 'he', body: [{ text: '{{contact.firstName}}' }] },
          },
        ],
        purpose: 'promotional',
        data: {},
        itemIndex: 0,
        idempotencyKey: 'n8n-1:231:Send WhatsApp:0:0',
      },
    ],
  },
);

export const WhatsappReceiptSchema = Type.Object(
  {
    messageId: Type.String(),
    verdict: oneOf(['send', 'defer', 'skip']),
    reason: Type.String(),
    language: Type.String(),
    recipient: Type.String({ description: 'E.164, or what WhatsApp calls somebody without a number.' }),
    form: nullable(oneOf(['text', 'template']), { description: 'What would go now; null where neither can.' }),
    template: nullable(Type.Object({ name: Type.String(), language: Type.String() })),
  },
  { $id: 'WhatsappReceipt' },
);

export const TemplateFaultSchema = Type.Object(
  {
    sender: Type.String(),
    name: Type.String(),
    language: Type.String(),
    reason: Type.String({ description: 'In the words of the provider, with its code.' }),
    since: instant(),
  },
  { $id: 'TemplateFault' },
);

export type TemplateFaultAnswer = Static<typeof TemplateFaultSchema>;
