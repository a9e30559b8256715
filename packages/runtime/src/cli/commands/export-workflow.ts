import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { presentWorkflow } from '../../http';
import { CodedUserError, messageOf } from '../../shared';
import type { WorkflowStore } from '../../workflows';
import { WORKSPACE } from '../../workspace';
import { textOption, UsageError, type Command } from '../command';
import { withApp } from '../with-app';

const PAGE = 250;

/** A workflow as an export file holds it: without what is true of this server alone. */
type Exported = Omit<ReturnType<typeof presentWorkflow>, 'triggerCount' | 'activeVersionId'>;

/** Exports workflows in n8n's form, to the output or to files. */
export const exportWorkflow: Command = {
  name: 'export:workflow',
  synopsis: '--all|--id=ID [--output=FILE|FOLDER] [--separate] [--pretty] [--backup]',
  summary: 'Export workflows as a list, or one file each (--separate). --backup means --all --pretty --separate.',
  options: {
    all: { type: 'boolean' },
    id: { type: 'string' },
    output: { type: 'string', short: 'o' },
    separate: { type: 'boolean' },
    pretty: { type: 'boolean' },
    backup: { type: 'boolean' },
  },
  async run(values, { config, terminal }) {
    const isBackup = values.backup === true;
    const [id, output] = [textOption(values, 'id'), textOption(values, 'output')];
    const isAll = values.all === true || isBackup;
    const isSeparate = values.separate === true || isBackup;
    if (isAll === (id !== undefined)) throw new UsageError('Say what to export: either --all or --id=ID.');
    if (isSeparate && output === undefined) throw new UsageError('Say where to: one file each needs --output=FOLDER.');

    const exported = await withApp(config, ({ workflows }) => select(workflows, id));
    const indent = values.pretty === true || isBackup ? 2 : undefined;
    if (output === undefined) {
      terminal.out(JSON.stringify(exported, null, indent));
      return 0;
    }
    writeFiles(output, () => {
      if (isSeparate) {
        mkdirSync(output, { recursive: true });
        for (const each of exported) writeJson(path.join(output, `${each.id}.json`), each, indent);
      } else {
        writeJson(output, exported, indent);
      }
    });
    terminal.out(`Successfully exported ${exported.length} ${exported.length === 1 ? 'workflow' : 'workflows'}.`);
    return 0;
  },
};

async function select(workflows: WorkflowStore, id: string | undefined): Promise<Exported[]> {
  if (id !== undefined) return [toExported(await workflows.get(WORKSPACE, id))];
  const all: Exported[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const rows = await workflows.list(WORKSPACE, { limit: PAGE, offset });
    all.push(...rows.map(toExported));
    if (rows.length < PAGE) return all;
  }
}

function toExported(row: Parameters<typeof presentWorkflow>[0]): Exported {
  const { triggerCount: _triggerCount, activeVersionId: _activeVersionId, ...workflow } = presentWorkflow(row);
  return workflow;
}

const writeJson = (file: string, value: unknown, indent: number | undefined): void =>
  writeFileSync(file, `${JSON.stringify(value, null, indent)}\n`);

function writeFiles(output: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw new CodedUserError('FILE_UNUSABLE', `${output} cannot be written: ${messageOf(error)}.`, { output });
  }
}
