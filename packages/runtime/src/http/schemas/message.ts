import { Type, type Static } from '@sinclair/typebox';

import { CHANNELS } from '../../consent';
import { RULE_NAMES } from '../../messages';
import { anyObject, instant, NUMBER_ID, nullable, oneOf } from './basics';

export const MESSAGE_STATUSES = ['queued', 'sending', 'sent', 'failed', 'uncertain', 'skipped'] as const;

const TEXT = nullable(Type.String());

/** The rules that were asked, up to the one that decided. */
const JUDGEMENT = nullable(
  Type.Object({
    at: instant(),
    rules: Type.Array(
      Type.Object({
        rule: oneOf(RULE_NAMES),
        outcome: oneOf(['pass', 'bypass', 'skip', 'defer', 'hold']),
        value: Type.String({ description: 'What the rule has seen.' }),
        code: Type.Optional(Type.String()),
        until: Type.Optional(instant()),
      }),
    ),
  }),
  { description: 'On reading one: why it is sent or not, rule by rule. Null before the first look.' },
);

export const MessageSchema = Type.Object(
  {
    id: Type.String(),
    channel: oneOf(CHANNELS),
    purpose: oneOf(['promotional', 'transactional']),
    status: oneOf(MESSAGE_STATUSES, {
      description: 'uncertain: the server died while it was being sent, so it is not sent again by itself.',
    }),
    verdict: oneOf(['send', 'defer', 'skip']),
    reason: Type.String({ description: 'Why the verdict is what it is.' }),
    reasonCode: nullable(Type.String(), { description: 'The same for programs; null where nothing is against it.' }),
    contactId: nullable(NUMBER_ID),
    executionId: nullable(NUMBER_ID),
    workflowId: TEXT,
    node: TEXT,
    sender: Type.String(),
    senderId: nullable(Type.String(), { description: 'Null: the mail server of the environment.' }),
    recipient: Type.String(),
    replyTo: TEXT,
    locale: Type.String(),
    subject: Type.String(),
    provider: TEXT,
    providerMessageId: TEXT,
    error: nullable(Type.Object({ code: Type.String(), message: Type.String() })),
    attempts: Type.Integer(),
    dueAt: nullable(instant(), { description: 'When it is tried (again); null once that is over.' }),
    createdAt: instant(),
    sentAt: nullable(instant()),
    delivery: nullable(oneOf(['sent', 'failed', 'deferred', 'delivered', 'read', 'bounced', 'complained']), {
      description: 'What was heard of it since it was sent; null where nothing came back.',
    }),
    deliveryAt: nullable(instant()),
    onCap: oneOf(['defer', 'skip']),
    onClosed: oneOf(['defer', 'skip']),
    judgement: Type.Optional(JUDGEMENT),
    html: Type.Optional(Type.String({ description: 'On reading one.' })),
    text: Type.Optional(Type.String({ description: 'On reading one.' })),
    content: Type.Optional(
      anyObject({
        description:
          'On reading one: the template of a WhatsApp message, what a push or on-site message says in browsers.',
      }),
    ),
  },
  {
    $id: 'Message',
    examples: [
      {
        id: '5f0f4a0e-6a39-4c44-9d0e-0f3a8f6f2c11',
        channel: 'email',
        purpose: 'promotional',
        status: 'sent',
        verdict: 'send',
        reason: 'promotional mail: no rule against it',
        reasonCode: null,
        contactId: 17,
        executionId: 1000,
        workflowId: '2tUt1wbLX592XDdX',
        node: 'Welcome mail',
        sender: 'Aftercart <aftercart@localhost>',
        senderId: null,
        recipient: 'dana@example.com',
        replyTo: null,
        locale: 'he',
        subject: 'ברוכים הבאים',
        provider: 'smtp',
        providerMessageId: '<1@mail.example.com>',
        error: null,
        attempts: 1,
        dueAt: null,
        createdAt: '2026-11-22T09:00:00.000Z',
        sentAt: '2026-11-22T09:00:01.000Z',
        delivery: 'delivered',
        deliveryAt: '2026-11-22T09:00:03.000Z',
        onCap: 'defer',
        onClosed: 'defer',
      },
    ],
  },
);

export type MessageAnswer = Static<typeof MessageSchema>;
