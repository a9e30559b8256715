import { Type } from '@sinclair/typebox';

import { instant, nullable, oneOf } from './basics';

const COUNTS = {
  applied: Type.Integer(),
  known: Type.Integer({ description: 'Told before.' }),
  unknown: Type.Integer({ description: 'About no message that was sent from here.' }),
};

export const ReturnCountsSchema = Type.Object(COUNTS);

export const MailAnswerSchema = Type.Object({
  is: oneOf(['report', 'unsubscribe', 'ignored']),
  because: Type.Optional(Type.String({ description: 'Why nothing follows from it.' })),
  applied: Type.Optional(COUNTS.applied),
  known: Type.Optional(COUNTS.known),
  unknown: Type.Optional(COUNTS.unknown),
});

const KEY = Type.Optional(Type.String({ maxLength: 2_000 }));

export const ReturnFeedKeysSchema = Type.Object(
  { topicArn: KEY, publicKey: KEY, signingKey: KEY, user: KEY, password: KEY },
  { additionalProperties: false },
);

export const ReturnFeedSchema = Type.Object(
  {
    provider: Type.String({ description: 'mail, or the name of a mail service.' }),
    url: Type.String({ description: 'What is entered at the mail server or the mail service. A secret.' }),
    keysSince: nullable(instant(), {
      description: 'Since when the keys that prove its calls are stored. Null: not yet; mail needs none.',
    }),
  },
  {
    $id: 'ReturnFeed',
    description: 'A way by which bounces and complaints are heard of.',
    examples: [
      {
        provider: 'mailgun',
        url: 'https://journeys.shop.example/hooks/esp/mailgun/eyJ3IjoxLCJmIjoibWFpbGd1biJ9.c2lnbmF0dXJl',
        keysSince: '2026-11-22T09:00:00.000Z',
      },
    ],
  },
);
