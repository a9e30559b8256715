import { Type } from '@sinclair/typebox';

import { CodedUserError } from '../../shared';
import type { ApiApp } from '../api-app';
import { encodeCursor, readLastId } from '../cursor';
import type { HttpDependencies } from '../http-dependencies';
import { presentExecution } from '../present-execution';
import { answers, componentOf } from '../schemas/answers';
import { NUMBER_ID, NUMBER_ID_PARAMS, oneOf } from '../schemas/basics';
import { EXECUTION_STATUSES, ExecutionSchema } from '../schemas/execution';
import { pageOf, pageQuery } from '../schemas/page';

const TAGS = ['Executions'];
const EXECUTION = componentOf(ExecutionSchema);
const INCLUDE_DATA = Type.Optional(Type.Boolean({ description: 'With what each node did.' }));

/** What ran, runs and waits, as n8n's public API. */
export function executionRoutes(app: ApiApp, { executions, engine, workspace }: HttpDependencies): void {
  app.get(
    '/executions',
    {
      schema: {
        tags: TAGS,
        operationId: 'listExecutions',
        summary: 'List executions, newest first',
        querystring: pageQuery({
          status: Type.Optional(oneOf(EXECUTION_STATUSES)),
          workflowId: Type.Optional(Type.String()),
          contactId: Type.Optional(NUMBER_ID),
          includeData: INCLUDE_DATA,
        }),
        response: answers(pageOf(EXECUTION), 'A page of executions.'),
      },
    },
    async ({ query }) => {
      const { limit, lastId } = readLastId(query);
      const { status, workflowId: workflow, contactId: contact, includeData } = query;
      const found = await executions.list(workspace, { limit: limit + 1, before: lastId, status, workflow, contact });
      const data = [];
      for (const execution of found.slice(0, limit)) {
        const details = includeData === true ? await executions.data(workspace, execution.id) : undefined;
        data.push(presentExecution(execution, details));
      }
      const last = data.at(-1);
      return { data, nextCursor: found.length > limit && last ? encodeCursor({ limit, lastId: last.id }) : null };
    },
  );

  app.get(
    '/executions/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'getExecution',
        summary: 'Read an execution',
        params: NUMBER_ID_PARAMS,
        querystring: Type.Object({ includeData: INCLUDE_DATA }),
        response: answers(EXECUTION, 'The execution.'),
      },
    },
    async ({ params: { id }, query }) => {
      const execution = await executions.get(workspace, id);
      return presentExecution(execution, query.includeData === true ? await executions.data(workspace, id) : undefined);
    },
  );

  app.delete(
    '/executions/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'deleteExecution',
        summary: 'Delete an execution; one that waits ends with it',
        params: NUMBER_ID_PARAMS,
        response: answers(EXECUTION, 'The execution as it was.'),
      },
    },
    async ({ params: { id } }) => {
      if ((await executions.get(workspace, id)).status === 'running') {
        throw new CodedUserError('EXECUTION_RUNNING', `Execution ${id} runs at the moment. Stop it, then delete it.`, {
          id,
        });
      }
      return presentExecution(await executions.delete(workspace, id));
    },
  );

  app.post(
    '/executions/:id/retry',
    {
      schema: {
        tags: TAGS,
        operationId: 'retryExecution',
        summary: 'Run a failed execution again, from the node that failed; one that is held or crashed goes on itself',
        params: NUMBER_ID_PARAMS,
        response: answers(EXECUTION, 'The execution that runs now.'),
      },
    },
    async ({ params: { id } }) => {
      const { executionId } = await engine.retry(workspace, id);
      return presentExecution(await executions.get(workspace, executionId));
    },
  );

  app.post(
    '/executions/:id/stop',
    {
      schema: {
        tags: TAGS,
        operationId: 'stopExecution',
        summary: 'End an execution that runs or waits',
        params: NUMBER_ID_PARAMS,
        response: answers(EXECUTION, 'The execution, ended.'),
      },
    },
    async ({ params: { id } }) => {
      await engine.stopExecution(workspace, id);
      return presentExecution(await executions.get(workspace, id));
    },
  );
}
