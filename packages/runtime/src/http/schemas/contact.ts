import { Type, type Static } from '@sinclair/typebox';

import { anyObject, instant, NUMBER_ID, nullable } from './basics';

const TEXT = nullable(Type.String());

export const ContactSchema = Type.Object(
  {
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
  },
  {
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
  },
);

export type ContactAnswer = Static<typeof ContactSchema>;
