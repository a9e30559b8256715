import { Type } from '@sinclair/typebox';

import { OUTCOMES } from '../../sites';
import { instant, nullable, oneOf } from './basics';

const settings = {
  allowedOrigins: Type.Array(Type.String({ maxLength: 300 }), {
    maxItems: 100,
    description: 'Origins whose pages may send: `https://shop.example`, `https://*.shop.example`, or `*`.',
  }),
  consent: oneOf(['required', 'none'], {
    description: 'Whether a browser stores and sends nothing before the page calls `aftercart.consent("granted")`.',
  }),
  honourPrivacySignals: Type.Boolean({ description: 'Do Not Track and Global Privacy Control count as a no.' }),
  idleSeconds: Type.Integer({ minimum: 1, maximum: 3_600 }),
  retentionDays: Type.Integer({ minimum: 1, maximum: 395, description: 'How long visits of unknown people are kept.' }),
  mostEvents: Type.Integer({ minimum: 1_000, maximum: 10_000_000, description: 'Of unknown visitors, in all.' }),
  shop: nullable(Type.String({ maxLength: 100 }), {
    description:
      'The shop connection whose customer ids servers send as `userId`; null: `userId` is an e-mail address.',
  }),
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
  push: oneOf(['off', 'onRequest', 'gentle'], {
    description:
      'Push messages: none; where the page calls `aftercart.subscribe()`; or where the script asks by itself, too, later and once a month at most.',
  }),
  pushWorker: Type.String({ maxLength: 200, description: "The worker's path on the shop's own server." }),
  pushAskAfterSeconds: Type.Integer({ minimum: 5, maximum: 3_600 }),
};

const name = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });
const SettingsSchema = Type.Object(settings, { additionalProperties: false });

const site = {
  id: Type.String(),
  name: Type.String(),
  writeKey: Type.String({ description: 'Public: it stands in the pages.' }),
  previousWriteKeyUntil: nullable(instant(), { description: 'Until when the write key before this one is taken.' }),
  settings: SettingsSchema,
  snippet: Type.String({ description: 'HTML to paste into every page.' }),
  counts: Type.Array(Type.Object({ day: Type.String(), outcome: oneOf(OUTCOMES), messages: Type.Integer() }), {
    description: 'What became of messages in the last seven days (UTC): taken, or refused and why.',
  }),
  createdAt: instant(),
  updatedAt: instant(),
};

export const SiteSchema = Type.Object(site, { $id: 'Site', description: 'A web site whose visitors are tracked.' });

export const SiteWithSecretSchema = Type.Object(
  { ...site, secretKey: Type.String({ description: 'For servers only. It is shown this once.' }) },
  { $id: 'SiteWithSecret', description: 'A site and the key that servers call with.' },
);

export const SiteInputSchema = Type.Object(
  { name, settings: Type.Optional(Type.Partial(SettingsSchema, { additionalProperties: false })) },
  { additionalProperties: false },
);

export const SiteChangesSchema = Type.Object(
  { name: Type.Optional(name), settings: Type.Optional(Type.Partial(SettingsSchema, { additionalProperties: false })) },
  { additionalProperties: false },
);

export const RotationSchema = Type.Object(
  {
    key: oneOf(['write', 'secret']),
    keepHours: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 720,
        description: 'For how long the old write key goes on; 24 where left out.',
      }),
    ),
  },
  { additionalProperties: false },
);

export const TrackingAnswerSchema = Type.Object({
  success: Type.Literal(true),
  accepted: Type.Optional(Type.Integer({ description: 'With the secret key: how many messages were taken.' })),
  refused: Type.Optional(Type.Array(Type.Object({ index: Type.Integer(), reason: oneOf(OUTCOMES) }))),
});
