import { Type } from '@sinclair/typebox';

import { nullable, oneOf } from './basics';

export const SENDER_ID = Type.String({ description: 'The id of a sender; the default of the purpose where left out.' });

/** What a text message costs, as far as it is known before it is sent. */
export const SMS_FIGURES = {
  text: Type.String({ description: 'As it is sent.' }),
  encoding: oneOf(['GSM-7', 'UCS-2'], { description: 'One Hebrew letter or emoji makes the whole text UCS-2.' }),
  segments: Type.Integer({ description: 'What is paid for.' }),
  units: Type.Integer(),
  left: Type.Integer({ description: 'Units that the last segment still takes.' }),
  cost: nullable(Type.Object({ amount: Type.Number(), currency: Type.String() }), {
    description: 'Major units; null where nobody has said what the sender costs.',
  }),
  warnings: Type.Array(Type.String()),
};

export const SmsPreviewRequestSchema = Type.Object(
  {
    text: Type.String({ maxLength: 10_000, description: 'As it is written, with its values filled in.' }),
    language: Type.Optional(Type.String()),
    purpose: Type.Optional(oneOf(['promotional', 'transactional'])),
    sender: Type.Optional(SENDER_ID),
    to: Type.Optional(Type.String()),
    optOutText: Type.Optional(Type.Boolean()),
    shortLinks: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false, $id: 'SmsPreviewRequest', examples: [{ text: 'שלום, ההזמנה בדרך', language: 'he' }] },
);

export const SmsPreviewSchema = Type.Object(SMS_FIGURES, { $id: 'SmsPreview' });
