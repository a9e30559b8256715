import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

import manifest from '../../package.json';

const root = path.resolve(__dirname, '../..');
const run = promisify(execFile);

interface PackedFile {
  path: string;
}

test("the nodes' package keeps n8n's rules for community nodes", async () => {
  const eslint = path.join(path.dirname(require.resolve('eslint/package.json')), 'bin/eslint.js');
  const rules = ['--config', 'eslint.community.config.mjs', '--format', 'json'];
  const subjects = ['nodes', 'credentials', 'package.json'];
  const { stdout } = await run(process.execPath, [eslint, ...rules, ...subjects], { cwd: root }).catch(
    (failure: unknown) => failure as { stdout: string },
  );

  const files = JSON.parse(stdout) as { filePath: string; messages: { line: number; message: string }[] }[];
  expect(files.length).toBeGreaterThan(2);
  const complaints = files.flatMap(({ filePath, messages }) =>
    messages.map(({ line, message }) => `${path.relative(root, filePath)}:${line} ${message}`),
  );
  expect(complaints).toEqual([]);
}, 120_000);

test('an operator who installs the package in n8n gets the built nodes, credentials and icons, and nothing else', async () => {
  const { stdout } = await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root });
  const [{ files }] = JSON.parse(stdout) as [{ files: PackedFile[] }];
  const paths = files.map((file) => file.path);

  const unexpected = paths.filter(
    (file) =>
      !['package.json', 'README.md', 'LICENSE'].includes(file) &&
      !/^dist\/(nodes|credentials)\/.+\.(js|js\.map|d\.ts|json)$/.test(file) &&
      !/^dist\/icons\/.+\.(svg|png)$/.test(file),
  );
  expect(unexpected).toEqual([]);
  expect(paths).toEqual(expect.arrayContaining([...manifest.n8n.nodes, ...manifest.n8n.credentials, 'LICENSE']));
}, 60_000);

test('an operator sees the icon of each node and credential, and finds nodes by their codex', async () => {
  for (const file of [...manifest.n8n.nodes, ...manifest.n8n.credentials]) {
    const built = path.join(root, file);
    for (const icon of await iconsOf(built)) {
      expect(icon).toMatch(/^file:/);
      expect(existsSync(path.resolve(path.dirname(built), icon.slice('file:'.length)))).toBe(true);
    }
  }
  for (const file of manifest.n8n.nodes) {
    expect(existsSync(path.join(root, file.replace(/\.js$/, '.json')))).toBe(true);
  }
});

/** The icons that the class of a built file names, one or a light and a dark one. */
async function iconsOf(builtFile: string): Promise<string[]> {
  const name = path.basename(builtFile).split('.')[0]!;
  const { [name]: Described } = (await import(builtFile)) as Record<string, new () => Described>;
  const { icon, description } = new Described!();
  const declared = description?.icon ?? icon;
  return typeof declared === 'string' ? [declared] : Object.values(declared ?? {});
}

interface Described {
  icon?: string | Record<string, string>;
  description?: { icon?: string | Record<string, string> };
}
