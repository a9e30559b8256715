import { Type } from '@sinclair/typebox';

import { countContacts, selectContacts } from '../../audiences';
import { explainMembership, parseSegmentRule, READY_MADE, readyMade, type Segment } from '../../segments';
import type { ApiApp } from '../api-app';
import { encodeCursor, readLastId } from '../cursor';
import type { HttpDependencies } from '../http-dependencies';
import { toIso } from '../iso';
import { ANSWERS_NOTHING, answers, componentOf } from '../schemas/answers';
import { NUMBER_ID, TEXT_ID_PARAMS } from '../schemas/basics';
import { pageOf, pageQuery } from '../schemas/page';
import {
  MembershipSchema,
  ReadyMadeRequestSchema,
  ReadyMadeSegmentSchema,
  SegmentDraftSchema,
  SegmentMemberSchema,
  SegmentPreviewRequestSchema,
  SegmentPreviewSchema,
  SegmentSchema,
} from '../schemas/segment';

const TAGS = ['Segments'];
const SEGMENT = componentOf(SegmentSchema);

/** Lists that follow from rules. */
export function segmentRoutes(
  app: ApiApp,
  { segments, segmentSweeps, attributes, database, clock, workspace, contacts }: HttpDependencies,
): void {
  const present = async (segment: Segment) => presentSegment(segment, await segments.count(segment));

  app.get(
    '/segments',
    {
      schema: {
        tags: TAGS,
        operationId: 'listSegments',
        summary: 'List segments, with how many contacts are in each',
        response: answers(Type.Object({ data: Type.Array(SEGMENT) }), 'The segments, by name.'),
      },
    },
    async () => ({
      data: (await segments.list(workspace)).map(({ count, ...segment }) => presentSegment(segment, count)),
    }),
  );

  app.get(
    '/segments/ready-made',
    {
      schema: {
        tags: TAGS,
        operationId: 'listReadyMadeSegments',
        summary: 'List the segments of the trade, to be taken over',
        response: answers(Type.Object({ data: Type.Array(componentOf(ReadyMadeSegmentSchema)) }), 'The eight of them.'),
      },
    },
    async () => ({ data: READY_MADE }),
  );

  app.post(
    '/segments/ready-made/:key',
    {
      schema: {
        tags: TAGS,
        operationId: 'takeReadyMadeSegment',
        summary: 'Make one of the segments of the trade',
        description: 'Custom fields of contacts that its rule asks for are defined with it, where nobody has.',
        params: Type.Object({ key: Type.String() }),
        body: ReadyMadeRequestSchema,
        response: answers(SEGMENT, 'The segment.', 201),
      },
    },
    async ({ params: { key }, body: { language = 'en', name } }, reply) => {
      const { rule, attributes: needed, name: names } = readyMade(key);
      await attributes.ensure(workspace, needed);
      const segment = await segments.create(workspace, { name: name ?? names[language], rule });
      segmentSweeps.wake();
      return await reply.code(201).send(await present(segment));
    },
  );

  app.post(
    '/segments/preview',
    {
      schema: {
        tags: TAGS,
        operationId: 'previewSegment',
        summary: 'Count whom a rule holds of, and name some of them',
        body: SegmentPreviewRequestSchema,
        response: answers(componentOf(SegmentPreviewSchema), 'Whom it holds of now.'),
      },
    },
    async ({ body }) => {
      const rule = parseSegmentRule(body.rule);
      const scope = { workspace, asOf: clock.now() };
      const found = await selectContacts(database, rule, { ...scope, limit: body.limit ?? 10 });
      return { count: await countContacts(database, rule, scope), contacts: found };
    },
  );

  app.post(
    '/segments',
    {
      schema: {
        tags: TAGS,
        operationId: 'createSegment',
        summary: 'Make a segment',
        description: 'Who is in it already joins silently; whoever joins or leaves from then on is an event.',
        body: SegmentDraftSchema,
        response: answers(SEGMENT, 'The segment.', 201),
      },
    },
    async ({ body }, reply) => {
      const segment = await segments.create(workspace, body);
      segmentSweeps.wake();
      return await reply.code(201).send(await present(segment));
    },
  );

  app.get(
    '/segments/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'getSegment',
        summary: 'Read a segment',
        params: TEXT_ID_PARAMS,
        response: answers(SEGMENT, 'The segment.'),
      },
    },
    async ({ params: { id } }) => await present(await segments.get(workspace, id)),
  );

  app.put(
    '/segments/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'updateSegment',
        summary: 'Change a segment',
        params: TEXT_ID_PARAMS,
        body: SegmentDraftSchema,
        response: answers(SEGMENT, 'The segment.'),
      },
    },
    async ({ params: { id }, body }) => {
      const segment = await segments.update(workspace, id, body);
      segmentSweeps.wake();
      return await present(segment);
    },
  );

  app.delete(
    '/segments/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'deleteSegment',
        summary: 'Delete a segment; its contacts stay',
        params: TEXT_ID_PARAMS,
        response: ANSWERS_NOTHING,
      },
    },
    async ({ params: { id } }, reply) => {
      await segments.delete(workspace, id);
      return await reply.code(204).send();
    },
  );

  app.get(
    '/segments/:id/contacts',
    {
      schema: {
        tags: TAGS,
        operationId: 'listSegmentMembers',
        summary: 'List who is in a segment, newest contacts first',
        params: TEXT_ID_PARAMS,
        querystring: pageQuery({}),
        response: answers(pageOf(componentOf(SegmentMemberSchema)), 'A page of contacts.'),
      },
    },
    async ({ params: { id }, query }) => {
      const { limit, lastId } = readLastId(query);
      const { data, nextCursor } = await segments.members(await segments.get(workspace, id), limit, lastId);
      return {
        data: data.map(({ contact, joinedAt }) => ({ contact, joinedAt: toIso(joinedAt) })),
        nextCursor: nextCursor === null ? null : encodeCursor({ limit, lastId: nextCursor }),
      };
    },
  );

  app.get(
    '/segments/:id/contacts/:contact',
    {
      schema: {
        tags: TAGS,
        operationId: 'explainSegmentMembership',
        summary: 'Why a contact is in a segment, or is not',
        params: Type.Object({ id: Type.String(), contact: NUMBER_ID }),
        response: answers(componentOf(MembershipSchema), 'The rule, with what was seen at every place.'),
      },
    },
    async ({ params }) => {
      const segment = await segments.get(workspace, params.id);
      const { id: contact } = await contacts.get(workspace, params.contact);
      const { joinedAt, why } = await explainMembership(database, segment, { contact, asOf: clock.now() });
      return { joinedAt: joinedAt === null ? null : toIso(joinedAt), why };
    },
  );
}

function presentSegment({ id, name, rule, filledTo, createdAt, updatedAt }: Segment, count: number) {
  return {
    id,
    name,
    rule,
    isSettled: filledTo === null,
    count,
    createdAt: toIso(createdAt),
    updatedAt: toIso(updatedAt),
  };
}
