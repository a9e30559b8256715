import { Type } from '@sinclair/typebox';

import { readVariantResults } from '../../experiments';
import { CodedUserError } from '../../shared';
import { changeTrackingSettings, readResults, readTrackingSettings } from '../../tracking';
import type { ApiApp } from '../api-app';
import type { HttpDependencies } from '../http-dependencies';
import { presentResults } from '../present-results';
import { answers, componentOf } from '../schemas/answers';
import { TEXT_ID_PARAMS } from '../schemas/basics';
import {
  ResultsSchema,
  TrackingSettingsChangesSchema,
  TrackingSettingsSchema,
  VariantResultsSchema,
} from '../schemas/results';

const TAGS = ['Results'];
const RESULTS = componentOf(ResultsSchema);
const VARIANT = componentOf(VariantResultsSchema);
const SETTINGS = componentOf(TrackingSettingsSchema);

/** What became of messages, and what of them is tracked. */
export function resultRoutes(app: ApiApp, { database, workflows, messages, workspace }: HttpDependencies): void {
  app.get(
    '/workflows/:id/results',
    {
      schema: {
        tags: TAGS,
        operationId: 'getWorkflowResults',
        summary: 'What became of the messages of a journey, and the orders that followed',
        description:
          'An order belongs to the message whose link its contact followed last before it. Machines that open and programs that follow links are counted by themselves, and no order is ever theirs.',
        params: TEXT_ID_PARAMS,
        response: answers(RESULTS, 'By node.'),
      },
    },
    async ({ params: { id } }) => {
      await workflows.get(workspace, id); // of this workspace
      return presentResults(await readResults(database, { workspace, workflow: id }));
    },
  );

  app.get(
    '/workflows/:id/variants',
    {
      schema: {
        tags: TAGS,
        operationId: 'getWorkflowVariants',
        summary: 'What became of the ways of a workflow’s A/B splits',
        description: 'Who took none, to compare with, is not counted.',
        params: TEXT_ID_PARAMS,
        querystring: Type.Object({
          since: Type.Optional(
            Type.String({ description: 'ISO 8601: only of contacts who took their way since then.' }),
          ),
        }),
        response: answers(
          Type.Object({ data: Type.Array(VARIANT) }),
          'A row for each way, those of one split together.',
        ),
      },
    },
    async ({ params: { id }, query: { since } }) => {
      await workflows.get(workspace, id); // of this workspace
      const asked = { workspace, workflow: id, since: since === undefined ? undefined : readInstant(since) };
      return { data: await readVariantResults(database, asked) };
    },
  );

  app.get(
    '/messages/:id/results',
    {
      schema: {
        tags: TAGS,
        operationId: 'getMessageResults',
        summary: 'What became of one message, and the orders that followed',
        params: TEXT_ID_PARAMS,
        response: answers(RESULTS, 'Of this message alone.'),
      },
    },
    async ({ params: { id } }) => {
      await messages.get(workspace, id); // of this workspace
      return presentResults(await readResults(database, { workspace, message: id }));
    },
  );

  app.get(
    '/tracking-settings',
    {
      schema: {
        tags: TAGS,
        operationId: 'getTrackingSettings',
        summary: 'What of messages is tracked',
        response: answers(SETTINGS, 'The settings.'),
      },
    },
    async () => await readTrackingSettings(database, workspace),
  );

  app.patch(
    '/tracking-settings',
    {
      schema: {
        tags: TAGS,
        operationId: 'changeTrackingSettings',
        summary: 'Change what of messages is tracked, from the next one on',
        body: TrackingSettingsChangesSchema,
        response: answers(SETTINGS, 'The settings.'),
      },
    },
    async ({ body }) => await changeTrackingSettings(database, workspace, body),
  );
}

/** @throws BODY_INVALID */
function readInstant(text: string): number {
  const at = Date.parse(text);
  if (!Number.isNaN(at)) return at;
  throw new CodedUserError('BODY_INVALID', `since: "${text}" is no instant, such as 2026-05-01T00:00:00Z.`);
}
