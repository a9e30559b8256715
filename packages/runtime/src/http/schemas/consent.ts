import { Type } from '@sinclair/typebox';

import { BASES, CHANNELS, PURPOSES } from '../../consent';
import { anyObject, instant, NUMBER_ID, nullable, oneOf } from './basics';

const CHANNEL = oneOf(CHANNELS);
const PURPOSE = oneOf(PURPOSES);
const STATUS = oneOf(['granted', 'pending', 'withdrawn'], {
  description: 'Only `granted` lets anything be sent. `pending` waits for the contact to confirm by mail.',
});
const BASIS = oneOf(BASES, {
  description: '`customer_exception` only where the settings of the workspace turn it on.',
});

export const ConsentSchema = Type.Object(
  { channel: CHANNEL, purpose: PURPOSE, status: STATUS, basis: BASIS, since: instant() },
  {
    $id: 'Consent',
    description: 'How a consent of a contact stands now.',
    examples: [
      {
        channel: 'email',
        purpose: 'promotional',
        status: 'granted',
        basis: 'double_opt_in',
        since: '2026-11-22T09:00:00.000Z',
      },
    ],
  },
);

export const ConsentEntrySchema = Type.Object(
  {
    id: NUMBER_ID,
    channel: CHANNEL,
    purpose: PURPOSE,
    status: STATUS,
    basis: BASIS,
    source: Type.String({
      description:
        'checkout, form, import, api, preferences, unsubscribe, confirmation, merge, reply, provider, complaint, journey',
    }),
    at: instant({ description: 'When the person said it.' }),
    recordedAt: instant({ description: 'When it was heard of here.' }),
    ip: nullable(Type.String()),
    wording: nullable(Type.String(), { description: 'What they agreed to.' }),
    proof: nullable(anyObject()),
    reference: nullable(Type.String()),
  },
  { $id: 'ConsentEntry', description: 'One statement in the ledger of a contact. Never changed.' },
);

export const ConsentReportSchema = Type.Object(
  {
    channel: CHANNEL,
    purpose: Type.Optional(PURPOSE),
    status: STATUS,
    basis: Type.Optional(BASIS),
    source: Type.Optional(oneOf(['api', 'form'])),
    at: Type.Optional(Type.String({ description: 'When they said it, as ISO 8601; now where left out.' })),
    ip: Type.Optional(nullable(Type.String({ maxLength: 64 }))),
    wording: Type.Optional(nullable(Type.String({ maxLength: 2_000 }))),
    proof: Type.Optional(nullable(anyObject({ description: 'Whatever proves it.' }))),
    reference: Type.Optional(
      nullable(Type.String({ minLength: 1, maxLength: 200 }), {
        description: 'The same statement told twice with one reference is recorded once.',
      }),
    ),
  },
  { additionalProperties: false },
);

const BOX = Type.Object(
  {
    field: Type.String({ description: "Key of the order's custom field." }),
    channels: Type.Array(CHANNEL),
    wording: nullable(Type.String()),
  },
  { additionalProperties: false },
);

export const ConsentSettingsSchema = Type.Object(
  {
    customerException: Type.Boolean({ description: 'Whether customers may be written to because they are customers.' }),
    checkoutBoxes: nullable(Type.Array(BOX), {
      description: 'Which boxes of the checkout mean consent; null: those whose name says newsletter or marketing.',
    }),
  },
  { $id: 'ConsentSettings', description: 'What counts as consent.' },
);

export const ConsentSettingsChangesSchema = Type.Object(
  {
    customerException: Type.Optional(Type.Boolean()),
    checkoutBoxes: Type.Optional(nullable(Type.Array(BOX))),
  },
  { additionalProperties: false },
);
