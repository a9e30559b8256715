import { exportBundle, importBundle, parseBundle } from '../../bundles';
import type { ApiApp } from '../api-app';
import type { HttpDependencies } from '../http-dependencies';
import { answers, componentOf } from '../schemas/answers';
import { BundleExportSchema, BundleImportedSchema, BundleImportSchema, BundleSchema } from '../schemas/bundle';

const TAGS = ['Templates'];

/** Thirty journeys in three languages are some 2 MB. */
const LARGEST = 32 * 1024 * 1024;

/** What an agency carries from client to client. */
export function bundleRoutes(app: ApiApp, dependencies: HttpDependencies): void {
  const { workspace, segmentSweeps } = dependencies;

  app.post(
    '/bundles/export',
    {
      schema: {
        tags: TAGS,
        operationId: 'exportBundle',
        summary: 'Export journeys, message templates, segments, lists, custom fields and scenarios as one bundle',
        description: 'Without credentials, pinned data and contacts.',
        body: BundleExportSchema,
        response: answers(componentOf(BundleSchema), 'The bundle.'),
      },
    },
    async ({ body }) => await exportBundle(dependencies, workspace, body.workflows),
  );

  app.post(
    '/bundles/import',
    {
      bodyLimit: LARGEST,
      schema: {
        tags: TAGS,
        operationId: 'importBundle',
        summary: 'Import a bundle, or see what that would do',
        description: 'Workflows are always new ones, and inactive.',
        body: BundleImportSchema,
        response: answers(componentOf(BundleImportedSchema), 'What was done, or would be.'),
      },
    },
    async ({ body: { bundle, dryRun = false, conflicts = 'refuse' } }) => {
      const options = { policy: conflicts, isDryRun: dryRun };
      const done = await importBundle(parseBundle(bundle), dependencies, workspace, options);
      if (!dryRun) segmentSweeps.wake();
      return {
        actions: [...done.actions],
        workflows: [...done.workflows],
        toChoose: [...done.toChoose],
      };
    },
  );
}
