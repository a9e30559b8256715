import { Type } from '@sinclair/typebox';

import { anyObject, instant, nullable, oneOf } from './basics';

const RULE = anyObject({ description: 'What has to hold of a contact: docs/guides/conditions.md.' });
const NAME = Type.String({ minLength: 1, maxLength: 200 });
const EXAMPLE = { sales: 'latestAt', operator: 'olderThanDays', value: 180 };

export const SegmentSchema = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    rule: RULE,
    isSettled: Type.Boolean({ description: 'False while it is still being found out who is in it.' }),
    count: Type.Integer({ description: 'How many contacts are in it.' }),
    createdAt: instant(),
    updatedAt: instant(),
  },
  { $id: 'Segment' },
);

export const SegmentDraftSchema = Type.Object(
  { name: NAME, rule: RULE },
  { $id: 'SegmentDraft', additionalProperties: false, examples: [{ name: 'Sleepers', rule: EXAMPLE }] },
);

export const SegmentPreviewRequestSchema = Type.Object(
  { rule: RULE, limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 10 })) },
  { $id: 'SegmentPreviewRequest', additionalProperties: false, examples: [{ rule: EXAMPLE }] },
);

export const SegmentPreviewSchema = Type.Object(
  {
    count: Type.Integer({ description: 'How many contacts the rule holds of.' }),
    contacts: Type.Array(Type.Integer(), { description: 'The newest of them, by id.' }),
  },
  { $id: 'SegmentPreview' },
);

export const ReadyMadeSegmentSchema = Type.Object(
  {
    key: Type.String(),
    name: Type.Object({ en: Type.String(), he: Type.String(), ar: Type.String() }),
    rule: RULE,
    attributes: Type.Array(
      Type.Object({ name: Type.String(), type: oneOf(['text', 'number', 'date']), label: Type.String() }),
      { description: 'Custom fields of contacts that the rule asks for.' },
    ),
  },
  { $id: 'ReadyMadeSegment' },
);

export const ReadyMadeRequestSchema = Type.Object(
  {
    language: Type.Optional(oneOf(['en', 'he', 'ar'], { description: 'Of the name; English where left out.' })),
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'In place of its own name.' })),
  },
  { additionalProperties: false, $id: 'ReadyMadeRequest', examples: [{ language: 'he' }] },
);

export const SegmentMemberSchema = Type.Object(
  { contact: Type.Integer(), joinedAt: instant() },
  { $id: 'SegmentMember' },
);

export const MembershipSchema = Type.Object(
  {
    joinedAt: nullable(instant(), { description: 'Null where the contact is not in the segment.' }),
    why: anyObject({ description: 'The rule, with what was seen and whether it holds at every place.' }),
  },
  { $id: 'Membership' },
);
