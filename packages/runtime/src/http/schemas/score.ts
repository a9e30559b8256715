import { Type, type Static } from '@sinclair/typebox';

import { anyObject, instant, nullable, oneOf } from './basics';

const STRICT = { additionalProperties: false };
const NAME = Type.String({ minLength: 1, maxLength: 200 });
const SCORE = Type.String({ minLength: 1, maxLength: 60 });

const DEFINITION = {
  decay: Type.Optional(
    nullable(
      anyObject({ description: '`{"halfLifeDays": 30}`, or `{"points": 5, "everyDays": 7}` without points added.' }),
    ),
  ),
  minimum: Type.Optional(nullable(Type.Number({ description: '0 where points wear off and nothing else is said.' }))),
  maximum: Type.Optional(nullable(Type.Number())),
  limit: Type.Optional(
    nullable(
      Type.Object(
        { points: Type.Number({ exclusiveMinimum: 0 }), withinDays: Type.Number({ exclusiveMinimum: 0 }) },
        STRICT,
      ),
      { description: 'So many points are added within so many days at most.' },
    ),
  ),
};

export const ScoreDraftSchema = Type.Object(DEFINITION, {
  ...STRICT,
  $id: 'ScoreDraft',
  examples: [{ decay: { halfLifeDays: 30 }, maximum: 100 }],
});

export const ScoreSchema = Type.Object(
  {
    name: Type.String(),
    decay: nullable(anyObject()),
    minimum: nullable(Type.Number()),
    maximum: nullable(Type.Number()),
    limit: nullable(Type.Object({ points: Type.Number(), withinDays: Type.Number() })),
  },
  { $id: 'Score' },
);

const LIMIT = Type.Object(
  { times: Type.Integer({ minimum: 1 }), withinDays: Type.Optional(nullable(Type.Number({ exclusiveMinimum: 0 }))) },
  { description: 'So often a contact gets the points; once where left out, each time where null.' },
);

export const ScoreRuleDraftSchema = Type.Object(
  {
    name: NAME,
    score: SCORE,
    points: Type.Number({ description: 'Below 0 to take away.' }),
    event: Type.Optional(
      nullable(
        Type.String({
          description: 'The type of event that gives the points. Without it: for as long as the condition holds.',
        }),
      ),
    ),
    condition: Type.Optional(nullable(anyObject({ description: 'docs/guides/conditions.md' }))),
    limit: Type.Optional(nullable(LIMIT)),
    isActive: Type.Optional(Type.Boolean({ default: true })),
  },
  {
    ...STRICT,
    $id: 'ScoreRuleDraft',
    examples: [{ name: 'Placed an order', score: 'engagement', points: 20, event: 'order.placed', limit: null }],
  },
);

export const ScoreRuleSchema = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    score: Type.String(),
    points: Type.Number(),
    event: nullable(Type.String()),
    condition: nullable(anyObject()),
    limit: nullable(Type.Object({ times: Type.Integer(), withinDays: nullable(Type.Number()) })),
    isActive: Type.Boolean(),
    isSettled: Type.Boolean({ description: 'False while it is still being found out of whom it holds.' }),
    createdAt: instant(),
    updatedAt: instant(),
  },
  { $id: 'ScoreRule' },
);

const OWNER = Type.Object(
  {
    name: Type.Optional(NAME),
    email: Type.Optional(Type.String()),
    language: Type.Optional(oneOf(['en', 'he', 'ar'])),
    webhookUrl: Type.Optional(Type.String()),
  },
  { description: 'Sales: they get a mail, a signed call, or both, when a contact rises to the threshold.' },
);

export const ScoreThresholdDraftSchema = Type.Object(
  {
    name: NAME,
    score: Type.String({ description: 'A score, or `total` for all of them together.' }),
    value: Type.Number(),
    margin: Type.Optional(
      Type.Number({ minimum: 0, description: 'Who is above falls below it with less than `value` minus this.' }),
    ),
    owner: Type.Optional(nullable(OWNER)),
  },
  {
    ...STRICT,
    $id: 'ScoreThresholdDraft',
    examples: [
      { name: 'Ready for sales', score: 'total', value: 80, margin: 10, owner: { email: 'sales@shop.example' } },
    ],
  },
);

export const ScoreThresholdSchema = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    score: Type.String(),
    value: Type.Number(),
    margin: Type.Number(),
    owner: nullable(OWNER),
    isSettled: Type.Boolean({ description: 'False while it is still being found out who is above it.' }),
    secret: Type.Optional(Type.String({ description: 'Signs each call of `webhookUrl`. Shown this once.' })),
    createdAt: instant(),
    updatedAt: instant(),
  },
  { $id: 'ScoreThreshold' },
);

export const RecomputeRequestSchema = Type.Object(
  {
    dryRun: Type.Boolean({ description: 'Only says what would change.' }),
    rule: Type.Optional(Type.String({ description: 'One rule; all of them where left out.' })),
  },
  { ...STRICT, $id: 'RecomputeRequest', examples: [{ dryRun: true }] },
);

export const RecountSchema = Type.Object(
  {
    id: Type.String(),
    status: oneOf(['running', 'done', 'failed']),
    isDryRun: Type.Boolean({ description: 'Only says what would change.' }),
    rule: nullable(Type.String(), { description: 'Null: all rules.' }),
    total: Type.Integer({ description: 'How many contacts there were when it was asked for.' }),
    contacts: Type.Integer({ description: 'How many of them were looked at so far.' }),
    changed: Type.Integer({ description: 'Those whose scores are others.' }),
    pointsAdded: Type.Number(),
    pointsTaken: Type.Number(),
    thresholds: Type.Array(
      Type.Object({ id: Type.String(), name: Type.String(), up: Type.Integer(), down: Type.Integer() }),
      { description: 'Who comes to be above of each, and who below. Nobody is told of them.' },
    ),
    error: nullable(Type.Object({ code: Type.String(), message: Type.String() }), {
      description: 'Why it failed; null while it has not.',
    }),
    createdAt: instant(),
    endedAt: nullable(instant()),
  },
  {
    $id: 'ScoreRecount',
    examples: [
      {
        ...{ id: '0d4c3f6e-8d3b-4a55-9b1a-0e9d3c7f1a20', status: 'running' as const, isDryRun: true, rule: null },
        ...{ total: 12000, contacts: 4300, changed: 210, pointsAdded: 1850, pointsTaken: 0 },
        thresholds: [{ id: '5f0d…', name: 'Hot', up: 12, down: 0 }],
        ...{ error: null, createdAt: '2026-11-22T09:30:00.000Z', endedAt: null },
      },
    ],
  },
);

export type RecountAnswer = Static<typeof RecountSchema>;

export const ContactScoresSchema = Type.Object(
  {
    scores: Type.Array(Type.Object({ name: Type.String(), value: Type.Number() })),
    total: Type.Number(),
    above: Type.Array(
      Type.Object({
        id: Type.String(),
        name: Type.String(),
        score: Type.String(),
        since: instant(),
        until: nullable(instant(), { description: 'When the points will have worn off if nothing happens.' }),
      }),
    ),
  },
  { $id: 'ContactScores' },
);

export const ScoreChangeSchema = Type.Object(
  {
    score: SCORE,
    operation: oneOf(['add', 'subtract', 'set']),
    points: Type.Number(),
    reason: NAME,
  },
  {
    ...STRICT,
    $id: 'ScoreChange',
    examples: [{ score: 'engagement', operation: 'add', points: 15, reason: 'Met at the fair' }],
  },
);

export const ScoreEntrySchema = Type.Object(
  {
    id: Type.Integer(),
    score: Type.String(),
    kind: oneOf(['event', 'holding', 'node', 'manual', 'correction', 'merge']),
    points: Type.Number(),
    asked: Type.Number({ description: 'Before bounds and limits.' }),
    value: Type.Number({ description: 'The score after it.' }),
    reason: Type.String(),
    rule: nullable(Type.String()),
    event: nullable(Type.Integer()),
    at: instant(),
  },
  { $id: 'ScoreEntry' },
);
