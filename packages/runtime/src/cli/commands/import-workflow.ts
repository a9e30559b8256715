import { statSync } from 'node:fs';

import type { App } from '../../app';
import type { WorkflowDocument } from '../../workflows';
import { WORKSPACE } from '../../workspace';
import { textOption, UsageError, type Command } from '../command';
import { readWorkflowFiles } from '../read-workflow-files';
import { RunningServer } from '../running-server';
import { withApp } from '../with-app';

/**
 * Imports workflows, as n8n does: ids stay, a workflow of the same id is replaced, and everything that is imported is
 * inactive. All files are read before the first workflow is changed.
 */
export const importWorkflow: Command = {
  name: 'import:workflow',
  synopsis: '--input=FILE|FOLDER [--separate]',
  summary: 'Import workflows: a file with one or with a list of them, or all JSON files of a folder (--separate).',
  options: { input: { type: 'string', short: 'i' }, separate: { type: 'boolean' } },
  async run(values, { config, terminal }) {
    const input = textOption(values, 'input');
    if (input === undefined) throw new UsageError('Say what to import: --input=FILE or --input=FOLDER.');
    if (values.separate === true && statSync(input, { throwIfNoEntry: false })?.isFile() === true) {
      throw new UsageError(`With --separate, --input names a folder: ${input} is a file.`);
    }
    const documents = readWorkflowFiles(input);
    const server = await RunningServer.find(config);
    await withApp(config, async (app) => {
      for (const document of documents) await importOne(document, app, server);
    });
    terminal.out(`Successfully imported ${documents.length} ${documents.length === 1 ? 'workflow' : 'workflows'}.`);
    return 0;
  },
};

async function importOne(document: WorkflowDocument, app: App, server: RunningServer | undefined): Promise<void> {
  const { workflows, live } = app;
  const existing = document.id === undefined ? null : await workflows.find(WORKSPACE, document.id);
  if (!existing) {
    await workflows.create(WORKSPACE, document);
    return;
  }
  // A running server is asked, so that it stops listening for the old version at once.
  if (existing.active === 1 && server) await server.call('POST', `/workflows/${existing.id}/deactivate`);
  else if (existing.active === 1) await live.deactivate(WORKSPACE, existing.id);
  await workflows.update(WORKSPACE, existing.id, document);
}
