import { Type, type Static } from '@sinclair/typebox';

import { componentOf } from './answers';
import { anyObject, instant, NUMBER_ID, nullable } from './basics';
import { ConsentSchema } from './consent';

const TEXT = nullable(Type.String());

const FIELDS = {
  id: NUMBER_ID,
  email: TEXT,
  phone: nullable(Type.String(), { description: 'E.164' }),
  firstName: TEXT,
  lastName: TEXT,
  locale: nullable(Type.String(), { description: 'BCP 47' }),
  country: nullable(Type.String(), { description: 'ISO 3166-1 alpha-2' }),
  timeZone: nullable(Type.String(), { description: 'IANA' }),
  attributes: anyObject(),
  createdAt: instant(),
  updatedAt: instant(),
};

export const ContactSchema = Type.Object(FIELDS, {
  $id: 'Contact',
  description: 'A person that a shop or a site knows.',
  examples: [
    {
      id: 17,
      email: 'dana@example.com',
      phone: '+972501234567',
      firstName: 'Dana',
      lastName: 'Levi',
      locale: 'he',
      country: 'IL',
      timeZone: 'Asia/Jerusalem',
      attributes: {},
      createdAt: '2026-11-22T09:00:00.000Z',
      updatedAt: '2026-11-22T09:00:00.000Z',
    },
  ],
});

export type ContactAnswer = Static<typeof ContactSchema>;

const IDENTITY = {
  kind: Type.String({ description: 'email, phone, shop_customer, whatsapp, anonymous' }),
  value: Type.String({ description: 'Of a shop_customer: `<shop id>:<customer id>`.' }),
};

export const ContactDetailSchema = Type.Object(
  {
    ...FIELDS,
    identities: Type.Array(Type.Object(IDENTITY)),
    lists: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), joinedAt: instant() })),
    tags: Type.Array(Type.String()),
    consents: Type.Array(componentOf(ConsentSchema)),
    conflicts: Type.Array(Type.Object({ ...IDENTITY, ownerId: NUMBER_ID, seenAt: instant() }), {
      description: 'What the contact was seen with and somebody else has. Merge the two if they are one person.',
    }),
    preferencesUrl: Type.String({ description: 'The page on which the contact decides what they get.' }),
  },
  { $id: 'ContactDetail', description: 'A contact with identities, lists, tags and consents.' },
);

const text = () => Type.Optional(nullable(Type.String({ maxLength: 400 })));

const CHANGES = {
  email: text(),
  phone: text(),
  firstName: text(),
  lastName: text(),
  locale: text(),
  country: text(),
  timeZone: text(),
  attributes: Type.Optional(anyObject({ description: 'By name, as defined at /attributes; null takes one away.' })),
};

export const ContactChangesSchema = Type.Object(CHANGES, { additionalProperties: false });

const ID = Type.String({ minLength: 1, maxLength: 200 });

export const ContactInputSchema = Type.Object(
  {
    ...CHANGES,
    shop: Type.Optional(Type.Object({ id: ID, customerId: ID }, { additionalProperties: false })),
    whatsappId: Type.Optional(ID),
    anonymousId: Type.Optional(ID),
  },
  { additionalProperties: false },
);

export type ContactDetailAnswer = Static<typeof ContactDetailSchema>;
