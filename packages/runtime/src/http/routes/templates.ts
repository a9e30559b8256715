import { Type } from '@sinclair/typebox';

import { workflowOf, type Template } from '../../templates';
import type { ApiApp } from '../api-app';
import type { HttpDependencies } from '../http-dependencies';
import { presentWorkflow } from '../present-workflow';
import { answers, componentOf } from '../schemas/answers';
import { TemplateImportSchema, TemplateSchema } from '../schemas/template';
import { WorkflowSchema } from '../schemas/workflow';

const TAGS = ['Templates'];

/** Ready-made journeys, and workflows of one's own from them. */
export function templateRoutes(app: ApiApp, dependencies: HttpDependencies): void {
  const { templates, workflows, host, workspace } = dependencies;

  app.get(
    '/templates',
    {
      schema: {
        tags: TAGS,
        operationId: 'listTemplates',
        summary: 'List ready-made journeys, and what is chosen when one is imported',
        response: answers(Type.Object({ data: Type.Array(componentOf(TemplateSchema)) }), 'All templates, by name.'),
      },
    },
    async () => ({ data: templates.list().map(present) }),
  );

  app.post(
    '/templates/:name/import',
    {
      schema: {
        tags: TAGS,
        operationId: 'importTemplate',
        summary: 'Make a workflow from a template',
        description: 'It is inactive. Imported again, a template makes another workflow.',
        params: Type.Object({ name: Type.String() }),
        body: TemplateImportSchema,
        response: answers(componentOf(WorkflowSchema), 'The workflow, with what keeps it from running.', 201),
      },
    },
    async ({ params, body }, reply) => {
      const row = await workflows.create(workspace, workflowOf(templates.get(params.name), body));
      const workflow = { ...presentWorkflow(row, 0), issues: await host.check(row) };
      return await reply.code(201).send(workflow);
    },
  );
}

function present({ workflow: _workflow, scenarios, settings, ...template }: Template) {
  const { name, title, summary, languages, consent } = template;
  return {
    ...{ name, title, summary, languages: [...languages], consent, scenarios: scenarios.length },
    settings: settings.map(({ targets: _targets, ...setting }) => ({
      ...setting,
      required: setting.required === true,
    })),
  };
}
