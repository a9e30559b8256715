import { Type, type Static } from '@sinclair/typebox';

import { anyObject, instant, nullable, oneOf } from './basics';

const NAME = Type.String({ minLength: 1, maxLength: 200 });
const ADDRESS = Type.String({
  minLength: 1,
  maxLength: 320,
  description:
    '`Name <address>` for mails; a number as +972501234567 or a name of at most 11 letters for text messages; a number for WhatsApp.',
});
const PURPOSE = nullable(oneOf(['promotional', 'transactional']), { description: 'Null: for both.' });
const CHANNEL = oneOf(['email', 'sms', 'whatsapp'], { description: 'That of push messages is made by itself.' });
const SETTINGS = anyObject({
  description: 'What the provider asks for. Encrypted at rest; secrets are not shown again.',
});
const CREDENTIAL = nullable(Type.String(), {
  description: 'The id of a stored credential (`twilioApi`, `whatsAppApi`) to log in with.',
});
const PRICE = nullable(Type.Object({ amount: Type.Integer({ minimum: 0 }), currency: Type.String() }), {
  description: 'What 1,000 segments cost, in minor units.',
});

const CHANGEABLE = {
  name: NAME,
  address: ADDRESS,
  purpose: Type.Optional(PURPOSE),
  settings: Type.Optional(SETTINGS),
  credential: Type.Optional(CREDENTIAL),
  pricePer1000: Type.Optional(PRICE),
  isDefault: Type.Optional(Type.Boolean()),
};

export const SenderInputSchema = Type.Object(
  { channel: CHANNEL, provider: Type.String({ minLength: 1, maxLength: 50 }), ...CHANGEABLE },
  {
    additionalProperties: false,
    $id: 'SenderInput',
    examples: [
      {
        channel: 'sms',
        provider: 'twilio',
        name: 'Shop number',
        address: '+972502345678',
        purpose: 'promotional',
        settings: { accountSid: `AC${'0'.repeat(32)}`, authToken: '…' },
        isDefault: true,
      },
    ],
  },
);

export const SenderChangesSchema = Type.Partial(Type.Object(CHANGEABLE), {
  additionalProperties: false,
  $id: 'SenderChanges',
  description: 'What is left out stays; a setting that is null is forgotten.',
});

export const SenderSchema = Type.Object(
  {
    id: Type.String(),
    channel: oneOf(['email', 'sms', 'whatsapp', 'push']),
    purpose: PURPOSE,
    name: NAME,
    provider: Type.String(),
    address: ADDRESS,
    settings: anyObject({ description: 'Without the secrets.' }),
    secrets: Type.Array(Type.String(), { description: 'The secrets that are stored, by name.' }),
    credential: CREDENTIAL,
    pricePer1000: PRICE,
    isDefault: Type.Boolean(),
    callbackUrl: nullable(Type.String(), {
      description: 'Where the provider tells what becomes of messages, and what people answer.',
    }),
    createdAt: instant(),
    updatedAt: instant(),
  },
  { $id: 'Sender' },
);

export type SenderAnswer = Static<typeof SenderSchema>;
