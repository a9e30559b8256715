import { Type } from '@sinclair/typebox';

import { CHANNELS } from '../../consent';
import { nullable, oneOf } from './basics';

const STRICT = { additionalProperties: false };
const COUNT = Type.Integer({ minimum: 1 });
const CHANNEL = nullable(oneOf(CHANNELS), { description: 'Null: messages of all channels together.' });
const PROVIDER = nullable(Type.String(), { description: 'Null: whichever it is.' });
const SENDER = nullable(Type.String(), { description: 'An address without a name; null: whichever it is.' });

const CAP = { count: COUNT, amount: COUNT, unit: oneOf(['hours', 'days']) };
const THROTTLE = { count: COUNT, per: oneOf(['second', 'minute', 'day']) };
const WINDOW = Type.Integer({
  minimum: 0,
  description: 'Of two journeys that want one contact within so many minutes the higher sends; 0: both do.',
});

export const SendingRulesSchema = Type.Object(
  {
    caps: Type.Array(Type.Object({ channel: CHANNEL, ...CAP }), {
      description: 'How many promotional messages a contact gets at most in so many hours or days that end now.',
    }),
    priorityWindowMinutes: WINDOW,
    throttles: Type.Array(Type.Object({ provider: PROVIDER, sender: SENDER, ...THROTTLE }), {
      description: 'How many messages go through a provider, or from a sender, at most in each period.',
    }),
  },
  {
    $id: 'SendingRules',
    description: 'How much is sent: to a contact, by journeys beside each other, through a provider.',
    examples: [
      {
        caps: [{ channel: 'email', count: 2, amount: 24, unit: 'hours' }],
        priorityWindowMinutes: 60,
        throttles: [{ provider: 'smtp', sender: null, count: 14, per: 'second' }],
      },
    ],
  },
);

/** What is left out is as usual. */
export const SendingRulesInputSchema = Type.Object(
  {
    caps: Type.Optional(Type.Array(Type.Object({ channel: Type.Optional(CHANNEL), ...CAP }, STRICT))),
    priorityWindowMinutes: Type.Optional(WINDOW),
    throttles: Type.Optional(
      Type.Array(
        Type.Object({ provider: Type.Optional(PROVIDER), sender: Type.Optional(SENDER), ...THROTTLE }, STRICT),
      ),
    ),
  },
  STRICT,
);
