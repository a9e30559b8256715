import { Type, type Static } from '@sinclair/typebox';

import { anyObject, instant, NUMBER_ID, nullable, oneOf } from './basics';

export const EXECUTION_STATUSES = [
  'new',
  'running',
  'waiting',
  'held',
  'success',
  'error',
  'crashed',
  'canceled',
] as const;

export const ExecutionSchema = Type.Object(
  {
    id: NUMBER_ID,
    finished: Type.Boolean({ description: 'Whether it ended well.' }),
    mode: Type.String({ description: "n8n's: trigger, webhook, manual, integrated, error, retry, …" }),
    status: oneOf(EXECUTION_STATUSES),
    retryOf: nullable(NUMBER_ID),
    retrySuccessId: nullable(NUMBER_ID),
    startedAt: instant(),
    stoppedAt: nullable(instant()),
    workflowId: Type.String(),
    waitTill: nullable(instant(), { description: 'When its wait ends; null while it waits for a call only.' }),
    customData: anyObject(),
    data: Type.Optional(
      anyObject({ description: 'What each node did, with includeData: `resultData.runData` by node.' }),
    ),
    node: nullable(Type.String(), { description: 'Where it waits, or where it ended.' }),
    contactId: nullable(NUMBER_ID, { description: 'Whose journey it is.' }),
    eventId: nullable(NUMBER_ID, { description: 'What began it.' }),
    error: nullable(Type.Object({ code: Type.String(), message: Type.String() })),
  },
  {
    $id: 'Execution',
    examples: [
      {
        id: 1000,
        finished: false,
        mode: 'trigger',
        status: 'waiting',
        retryOf: null,
        retrySuccessId: null,
        startedAt: '2026-11-22T09:00:00.000Z',
        stoppedAt: null,
        workflowId: '2tUt1wbLX592XDdX',
        waitTill: '2026-11-24T09:00:00.000Z',
        customData: {},
        node: 'Wait two days',
        contactId: 17,
        eventId: 42,
        error: null,
      },
    ],
  },
);

export type ExecutionAnswer = Static<typeof ExecutionSchema>;
