import { Type, type Static } from '@sinclair/typebox';

import { RESUME_POLICIES, VERDICTS } from '../../journeys';
import { instant, NUMBER_ID, nullable, oneOf } from './basics';

export const JourneySchema = Type.Object(
  {
    workflowId: Type.String(),
    status: oneOf(['active', 'inactive', 'paused', 'resuming']),
    pausedAt: nullable(instant()),
    entries: nullable(oneOf(['drop', 'later']), { description: 'What becomes of events that come during the pause.' }),
  },
  {
    $id: 'Journey',
    description: 'An active workflow that contacts enter.',
    examples: [
      { workflowId: '2tUt1wbLX592XDdX', status: 'paused', pausedAt: '2026-11-22T09:00:00.000Z', entries: 'drop' },
    ],
  },
);

export const SweepSchema = Type.Object(
  {
    changed: Type.Integer({ description: 'How many executions were changed.' }),
    startedAt: instant(),
    endedAt: nullable(instant(), {
      description: 'Null where the server was stopped meanwhile; it goes on at its start.',
    }),
  },
  { $id: 'Sweep', description: 'A change to many executions.' },
);

export const LedgerEntrySchema = Type.Object(
  {
    at: instant(),
    verdict: oneOf(VERDICTS),
    node: nullable(Type.String(), { description: 'Null where it is about the whole execution.' }),
    versionId: Type.String(),
    outputs: Type.Optional(
      Type.Array(Type.Integer(), { description: 'By which outputs it went on, beginning with 0.' }),
    ),
    until: Type.Optional(nullable(instant())),
    eventId: Type.Optional(nullable(NUMBER_ID)),
    reason: Type.Optional(
      Type.String({ description: 'Why: the rule that decided, the code of an error, what was done by hand.' }),
    ),
    seen: Type.Optional(
      Type.Array(Type.Object({ fact: Type.String(), value: Type.Unknown() }), {
        description: 'What a rule looked at.',
      }),
    ),
    messageId: Type.Optional(Type.String()),
    to: Type.Optional(nullable(Type.String(), { description: 'The node that it was moved to.' })),
  },
  { $id: 'LedgerEntry', description: 'One step of an execution.' },
);

export const VersionSchema = Type.Object({
  id: Type.String(),
  name: Type.String(),
  createdAt: instant(),
  isLive: Type.Boolean({ description: 'Whether contacts enter it now.' }),
  waiting: Type.Integer({ description: 'How many wait on it.' }),
});

const WAITING = {
  versionId: Type.String(),
  node: Type.String(),
  waiting: Type.Integer({ description: 'How many contacts wait there.' }),
  nextAt: nullable(instant(), {
    description: 'When the first of them goes on; null where they do not wait for a time.',
  }),
};

export const WaitingSchema = Type.Object(WAITING);

export const InFlightPolicySchema = Type.Union(
  [
    Type.Object({ do: oneOf(['stay', 'keepTime', 'recompute', 'leave']) }, { additionalProperties: false }),
    Type.Object({ do: Type.Literal('move'), node: Type.String({ minLength: 1 }) }, { additionalProperties: false }),
  ],
  {
    description:
      'stay: on their version · keepTime: at the same node of the new version, for as long as they would have waited · ' +
      'recompute: the same node computes the wait anew, from when theirs began · move: go on at another node now · leave.',
  },
);

export const InFlightCountSchema = Type.Object({ ...WAITING, does: InFlightPolicySchema });

export const PublishSchema = Type.Object(
  {
    dryRun: Type.Optional(Type.Boolean({ description: 'Only count.' })),
    inFlight: Type.Optional(
      Type.Object(
        {
          otherwise: Type.Optional(InFlightPolicySchema),
          nodes: Type.Optional(
            Type.Record(Type.String(), InFlightPolicySchema, {
              description: 'By the name of the node that they wait at.',
            }),
          ),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);

export const PauseSchema = Type.Object(
  {
    entries: Type.Optional(
      oneOf(['drop', 'later'], { description: 'Whether events that come meanwhile enter later; drop where left out.' }),
    ),
  },
  { additionalProperties: false },
);

export const ResumeSchema = Type.Object(
  {
    waits: Type.Optional(
      oneOf(RESUME_POLICIES, {
        description:
          'shift (where left out): all waits move on by the length of the pause · sendOverdue: what fell due goes on now · ' +
          'dropOverdue: that, too, but what it sends up to its next wait is dropped.',
      }),
    ),
  },
  { additionalProperties: false },
);

export const StopSchema = Type.Object(
  {
    inFlight: Type.Optional(
      oneOf(['finish', 'leave'], { description: 'What those inside do; finish where left out.' }),
    ),
  },
  { additionalProperties: false },
);

export const ContactJourneysSchema = Type.Object({
  journeys: Type.Array(
    Type.Object({
      executionId: NUMBER_ID,
      workflowId: Type.String(),
      versionId: Type.String(),
      status: Type.String(),
      node: nullable(Type.String(), { description: 'Where the contact stands, or stood at the end.' }),
      waitTill: nullable(instant()),
      startedAt: instant(),
      stoppedAt: nullable(instant()),
      ending: nullable(oneOf(['left', 'goal']), { description: 'How it ended before its last node.' }),
      reason: nullable(Type.String(), { description: 'Why it was left, or what failed.' }),
    }),
  ),
  notEntered: Type.Array(
    Type.Object({
      workflowId: Type.String(),
      eventId: NUMBER_ID,
      at: instant(),
      reason: oneOf(['filter', 'once', 'tooSoon', 'stillInside', 'sameKey', 'paused', 'stopped', 'tooLate', 'pending']),
      seen: Type.Array(Type.Object({ fact: Type.String(), value: Type.Unknown() })),
    }),
  ),
});

export type LedgerAnswer = Static<typeof LedgerEntrySchema>;
