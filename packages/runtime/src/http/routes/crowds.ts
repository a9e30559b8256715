import { copyPeople, copySurroundingsOfCrowd, parseCrowd, simulateCrowd, type CrowdJob } from '../../simulate';
import { parseWorkflow } from '../../workflows';
import type { ApiApp } from '../api-app';
import { bodyCheckedByStore } from '../compile-validator';
import type { HttpDependencies } from '../http-dependencies';
import { presentWorkflow } from '../present-workflow';
import { answers, componentOf } from '../schemas/answers';
import { TEXT_ID_PARAMS } from '../schemas/basics';
import { CrowdJobSchema, CrowdSchema } from '../schemas/crowd';

const ABOUT = { tags: ['Workflows'], params: TEXT_ID_PARAMS };
const JOB = componentOf(CrowdJobSchema);

/** What would become of many contacts in a workflow. It takes longer than a request should: it is done in the background. */
export function crowdRoutes(app: ApiApp, dependencies: HttpDependencies): void {
  const { workflows, simulator, crowds, workspace, database, contacts, calendarStore, clock } = dependencies;

  app.post(
    '/workflows/:id/crowds',
    {
      schema: {
        ...ABOUT,
        operationId: 'simulateCrowd',
        summary: 'Send a crowd through the draft of a workflow',
        description:
          'Invented contacts, or copies of the newest of the workspace (`contacts: "own"`), in worlds of their own: nothing is stored and nothing leaves the server. It is done in the background; `GET /crowds/{id}` shows how far it is.',
        body: componentOf(CrowdSchema),
        response: answers(JOB, 'It is under way.', 202),
      },
      validatorCompiler: bodyCheckedByStore,
    },
    async ({ params: { id }, body }, reply) => {
      const store = { queries: database, contacts, calendarStore, workspace, now: clock.now() };
      const { contacts: whose = 'invented', ...asked } = (body ?? {}) as { contacts?: string };
      const crowd = parseCrowd(await copySurroundingsOfCrowd(asked, store));
      const draft = parseWorkflow(JSON.parse(JSON.stringify(presentWorkflow(await workflows.get(workspace, id)))));
      const peopleAt = async (from: number, count: number) => await copyPeople({ from, count }, store);
      const job = crowds.begin({ workspace, workflow: id, of: crowd.count }, async (options) =>
        simulateCrowd(simulator, draft, crowd, { ...options, ...(whose === 'own' && { peopleAt }) }),
      );
      return await reply.code(202).send(present(job));
    },
  );

  app.get(
    '/crowds/:id',
    {
      schema: {
        ...ABOUT,
        operationId: 'getCrowd',
        summary: 'Read how far a crowd is, and what became of it',
        description: 'The last twenty are kept until the server ends.',
        response: answers(JOB, 'The crowd.'),
      },
    },
    ({ params: { id } }) => Promise.resolve(present(crowds.get(workspace, id))),
  );

  app.post(
    '/crowds/:id/cancel',
    {
      schema: {
        ...ABOUT,
        operationId: 'cancelCrowd',
        summary: 'Let a crowd end early',
        response: answers(JOB, 'The crowd: it ends in a moment.'),
      },
    },
    ({ params: { id } }) => Promise.resolve(present(crowds.cancel(workspace, id))),
  );
}

function present({ workspace: _own, workflow: workflowId, ...job }: CrowdJob) {
  return { workflowId, ...job, report: job.report ?? null, error: job.error ?? null };
}
