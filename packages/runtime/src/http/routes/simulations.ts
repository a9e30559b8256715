import {
  branchCoverage,
  connectedOutputs,
  copySurroundings,
  parseScenario,
  testScenario,
  type ScenarioResult,
} from '../../simulate';
import { parseWorkflow } from '../../workflows';
import type { ApiApp } from '../api-app';
import { bodyCheckedByStore } from '../compile-validator';
import type { HttpDependencies } from '../http-dependencies';
import { presentWorkflow } from '../present-workflow';
import { answers, componentOf } from '../schemas/answers';
import { TEXT_ID_PARAMS } from '../schemas/basics';
import { ScenarioSchema, SimulationSchema, WorkflowTestSchema } from '../schemas/simulation';

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

  app.post(
    '/workflows/:id/test',
    {
      schema: {
        tags: ['Workflows'],
        operationId: 'testWorkflow',
        summary: 'Run the scenarios that a workflow carries',
        description:
          'They stand in `meta.aftercart.scenarios`: those of its template, or of the bundle that it came in.',
        params: TEXT_ID_PARAMS,
        response: answers(
          componentOf(WorkflowTestSchema),
          'What differs in each of them, and which branches none takes.',
        ),
      },
    },
    async ({ params: { id } }) => {
      const row = await workflows.get(workspace, id);
      const draft = parseWorkflow(JSON.parse(JSON.stringify(presentWorkflow(row))));
      const { scenarios = [] } = (row.meta?.aftercart ?? {}) as { scenarios?: unknown[] };
      const results: ScenarioResult[] = [];
      for (const json of scenarios) results.push(await testScenario(simulator, draft, parseScenario(json)));
      const played = results.flatMap(({ simulation }) => simulation ?? []);
      return {
        passed: results.filter(({ differences, error }) => !error && differences.length === 0).length,
        scenarios: results.map(({ name, differences, error }) => ({ name, differences: [...differences], error })),
        coverage: branchCoverage(draft, played, connectedOutputs(draft)),
      };
    },
  );
}
