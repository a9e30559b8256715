import { askApi } from '../ask-api';
import { listOption, textOption, UsageError, type Command } from '../command';

const list: Command = {
  name: 'templates list',
  synopsis: '',
  summary: 'List the ready-made journeys and what can be set when one is imported, as JSON.',
  options: {},
  async run(_values, { config, terminal }) {
    const { data } = (await askApi(config, 'GET', '/templates')) as { data: unknown };
    terminal.out(JSON.stringify(data, null, 2));
    return 0;
  },
};

const importTemplate: Command = {
  name: 'import:template',
  synopsis: 'NAME [--set=SETTING=VALUE …] [--language=en|he|ar] [--name=TEXT]',
  summary: 'Make a workflow from a ready-made journey. It is inactive; imported again, it is another workflow.',
  options: {
    set: { type: 'string', multiple: true },
    language: { type: 'string' },
    name: { type: 'string' },
  },
  operand: 'NAME',
  async run(values, { config, terminal }) {
    const template = textOption(values, 'NAME');
    if (template === undefined) throw new UsageError('Say which one: aftercart import:template NAME.');
    const [language, name] = [textOption(values, 'language'), textOption(values, 'name')];
    const body = {
      settings: Object.fromEntries(listOption(values, 'set').map(settingOf)),
      ...(language !== undefined && { language }),
      ...(name !== undefined && { name }),
    };
    const place = `/templates/${encodeURIComponent(template)}/import`;
    const workflow = (await askApi(config, 'POST', place, body)) as { id: string; name: string; issues?: unknown[] };
    terminal.out(`Imported "${workflow.name}" as workflow ${workflow.id}. It is inactive.`);
    if (workflow.issues?.length) terminal.complain(`Before it can run:\n${JSON.stringify(workflow.issues, null, 2)}`);
    return 0;
  },
};

function settingOf(text: string): [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw new UsageError(`--set=${text}: write it as --set=SETTING=VALUE.`);
  return [text.slice(0, at), text.slice(at + 1)];
}

export const templateCommands: readonly Command[] = [list, importTemplate];
