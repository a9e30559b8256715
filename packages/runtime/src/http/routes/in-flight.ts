import { Type } from '@sinclair/typebox';

import type { ApiApp } from '../api-app';
import type { HttpDependencies } from '../http-dependencies';
import { toIso, toIsoOrNull } from '../iso';
import { presentExecution } from '../present-execution';
import { presentLedgerEntry } from '../present-journey';
import { answers, componentOf } from '../schemas/answers';
import { NUMBER_ID_PARAMS } from '../schemas/basics';
import { ExecutionSchema } from '../schemas/execution';
import { ContactJourneysSchema, LedgerEntrySchema } from '../schemas/journey';

const EXECUTION = componentOf(ExecutionSchema);
const ABOUT = { tags: ['Journeys'], params: NUMBER_ID_PARAMS };

/** What an operator does to one contact in a journey, and what became of them. */
export function inFlightRoutes(app: ApiApp, { journeys, executions, contacts, workspace }: HttpDependencies): void {
  app.get(
    '/executions/:id/ledger',
    {
      schema: {
        ...ABOUT,
        operationId: 'getLedger',
        summary: 'Read what an execution did, step by step, and why',
        response: answers(
          Type.Object({ data: Type.Array(componentOf(LedgerEntrySchema)) }),
          'The steps, oldest first.',
        ),
      },
    },
    async ({ params: { id } }) => ({ data: (await journeys.ledger(workspace, id)).map(presentLedgerEntry) }),
  );

  app.get(
    '/contacts/:id/journeys',
    {
      schema: {
        ...ABOUT,
        operationId: 'listContactJourneys',
        summary: 'List the journeys that a contact is in, was in, and did not enter',
        response: answers(ContactJourneysSchema, 'The latest hundred of each, newest first.'),
      },
    },
    async ({ params: { id } }) => {
      await contacts.get(workspace, id);
      const found = await journeys.journeysOf(workspace, id);
      return {
        journeys: found.journeys.map(
          ({ execution, workflow, version, waitTill, startedAt, stoppedAt, ...journey }) => ({
            executionId: execution,
            workflowId: workflow,
            versionId: version,
            ...journey,
            waitTill: toIsoOrNull(waitTill),
            startedAt: toIso(startedAt),
            stoppedAt: toIsoOrNull(stoppedAt),
          }),
        ),
        notEntered: found.notEntered.map(({ workflow, event, at, reason, seen }) => ({
          workflowId: workflow,
          eventId: event,
          at: toIso(at),
          reason,
          seen: [...seen],
        })),
      };
    },
  );

  app.post(
    '/executions/:id/move',
    {
      schema: {
        ...ABOUT,
        operationId: 'moveExecution',
        summary: 'Let a contact who waits go on at another node',
        body: Type.Object({ node: Type.String({ minLength: 1 }) }, { additionalProperties: false }),
        response: answers(EXECUTION, 'The execution.'),
      },
    },
    async ({ params: { id }, body }) => {
      await journeys.move(workspace, id, body.node);
      return presentExecution(await executions.get(workspace, id));
    },
  );

  app.post(
    '/executions/:id/skip-wait',
    {
      schema: {
        ...ABOUT,
        operationId: 'skipWait',
        summary: 'End the wait of a contact as if its time had come',
        response: answers(EXECUTION, 'The execution.'),
      },
    },
    async ({ params: { id } }) => {
      await journeys.skipWait(workspace, id);
      return presentExecution(await executions.get(workspace, id));
    },
  );

  app.post(
    '/executions/:id/remove',
    {
      schema: {
        ...ABOUT,
        operationId: 'removeExecution',
        summary: 'Take a contact out of a journey',
        body: Type.Object(
          { reason: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })) },
          { additionalProperties: false },
        ),
        response: answers(EXECUTION, 'The execution, ended.'),
      },
    },
    async ({ params: { id }, body }) => {
      await journeys.remove(workspace, id, body.reason);
      return presentExecution(await executions.get(workspace, id));
    },
  );
}
