import { copySurroundings, parseScenario } from '../../simulate';
import { parseWorkflow } from '../../workflows';
import type { ApiApp } from '../api-app';
import { bodyCheckedByStore } from '../compile-validator';
import type { HttpDependencies } from '../http-dependencies';
import { presentWorkflow } from '../present-workflow';
import { answers, componentOf } from '../schemas/answers';
import { TEXT_ID_PARAMS } from '../schemas/basics';
import { ScenarioSchema, SimulationSchema } from '../schemas/simulation';

/** What would become of a contact in a workflow. */
export function simulationRoutes(app: ApiApp, dependencies: HttpDependencies): void {
  const { workflows, simulator, workspace, database, contacts, calendarStore, clock } = dependencies;

  app.post(
    '/workflows/:id/simulate',
    {
      schema: {
        tags: ['Workflows'],
        operationId: 'simulateWorkflow',
        summary: 'Play a scenario on the draft of a workflow',
        description:
          'In a world of its own with a clock of its own: nothing is stored and nothing leaves the server. Nodes that would reach the world outside answer with their pinned data.',
        params: TEXT_ID_PARAMS,
        body: componentOf(ScenarioSchema),
        response: answers(componentOf(SimulationSchema), 'What became of the contact.'),
      },
      validatorCompiler: bodyCheckedByStore,
    },
    async ({ params: { id }, body }) => {
      const store = { queries: database, contacts, calendarStore, workspace };
      const scenario = parseScenario(await copySurroundings(body, { ...store, now: clock.now() }));
      const draft = parseWorkflow(JSON.parse(JSON.stringify(presentWorkflow(await workflows.get(workspace, id)))));
      return await simulator.run(draft, scenario);
    },
  );
}
