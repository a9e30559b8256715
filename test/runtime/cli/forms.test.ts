import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { runCommand } from '../../support/run-command';

jest.setTimeout(120_000);

test('an operator makes a magnet and a form that gives it, and looks at them', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'aftercart-cli-forms-'));
  const env = { AFTERCART_DATA: path.join(folder, 'data') };
  const run = async (...argv: string[]) => await runCommand(argv, env);
  const file = (name: string, content: string) => {
    writeFileSync(path.join(folder, name), content);
    return path.join(folder, name);
  };
  try {
    const magnet = JSON.parse((await run('magnets', 'create', '--name=Guide')).output) as { id: string };
    const upload = ['magnets', 'upload', `--id=${magnet.id}`, `--file=${file('guide.pdf', 'PDF')}`];
    expect((await run(...upload)).exitCode).toBe(2);
    expect(await run(...upload, '--language=he')).toMatchObject({ exitCode: 0 });
    expect(JSON.parse((await run('magnets', 'list')).output)).toMatchObject([
      { name: 'Guide', contents: [{ language: 'he', fileName: 'guide.pdf', bytes: 3 }] },
    ]);
    const draft = { name: 'Guide', texts: { he: { title: 'מדריך' } }, magnet: magnet.id };
    const good = { ...draft, fields: [{ name: 'email', isRequired: true }] };
    const made = JSON.parse((await run('forms', 'create', `--file=${file('form.json', JSON.stringify(good))}`)).output);
    expect(made).toMatchObject({ language: 'he', confirm: true, url: expect.stringContaining(`/f/${made.id}`) });
    expect(JSON.parse((await run('forms', 'show', `--id=${made.id}`)).output)).toEqual(made);
    expect(JSON.parse((await run('forms', 'list')).output)).toEqual([made]);
    const bad = { ...draft, fields: [{ name: 'email', isRequired: false }] };
    const refused = await run('forms', 'create', `--file=${file('bad.json', JSON.stringify(bad))}`);
    expect(refused).toMatchObject({ exitCode: 1, complaints: expect.stringContaining('FORM_INVALID') });
    expect((await run('forms', 'create', `--file=${file('no.json', '{')}`)).complaints).toContain('FILE_UNUSABLE');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
