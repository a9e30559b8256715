import type { INodeTypes } from 'n8n-workflow';

import { CodeRunner } from '../../../../packages/runtime/src/n8n-host/code-runner';
import { silentLogger } from '../../../../packages/runtime/src/shared';
import { runCode } from '../../../support/run-code';
import { loadNodesBase } from '../../../support/run-workflow';

jest.setTimeout(60_000); // real processes, on a machine that may be busy

let nodeTypes: INodeTypes;
let runner: CodeRunner;

beforeAll(async () => {
  process.env.AFTERCART_ENCRYPTION_KEY = 'a secret of ours';
  process.env.N8N_BLOCK_ENV_ACCESS_IN_NODE = 'false'; // an operator's mistake must not open our environment
  nodeTypes = await loadNodesBase();
  runner = new CodeRunner({ nodeTypes, logger: silentLogger });
});
afterAll(async () => {
  delete process.env.AFTERCART_ENCRYPTION_KEY;
  delete process.env.N8N_BLOCK_ENV_ACCESS_IN_NODE;
  await runner.stop();
});

/** Functions of the child's own world, the usual way out of a vm context. */
const WAYS_OUT = ['this.helpers.httpRequest', 'Buffer', 'setTimeout', 'require', 'console.log', '$input.all'];

describe('code that tries to get out', () => {
  test.each([
    ['process.exit(1)', 'process is not defined'],
    ["require('fs')", "Module 'fs' is disallowed"],
    ["require('node:child_process')", "Module 'node:child_process' is disallowed"],
    ["require('axios')", "Module 'axios' is disallowed"],
    ["await import('node:fs')", 'A dynamic import callback was not specified'],
    ["eval('process')", 'process is not defined'],
    ["(() => {}).constructor('return process')()", 'process is not defined'],
    ["globalThis.constructor.constructor('return process')()", 'Code generation from strings disallowed'],
    ['$env.AFTERCART_ENCRYPTION_KEY', 'access to env vars denied'],
    ["$evaluateExpression('{{ $env.AFTERCART_ENCRYPTION_KEY }}')", ''],
  ])('is refused: %s', async (code, message) => {
    const { items, error, run } = await runCode({ nodeTypes, runner }, `return [{ got: String(${code}) }]`);

    expect(JSON.stringify([items, run.data.resultData.runData.Code])).not.toContain('a secret of ours');
    if (message) expect(error?.message).toContain(message);
    expect(runner.status().startedProcesses).toBe(1);
  });

  test.each(WAYS_OUT)('does not get out through the constructor of %s', async (name) => {
    const code = `return [{ got: typeof ${name}.constructor('return process')() }]`;
    const { error } = await runCode({ nodeTypes, runner }, code);

    expect(error?.message).toContain('Code generation from strings disallowed');
  });

  test('leaves nothing behind for the next code', async () => {
    const spoil = 'globalThis.left = 1; Array.prototype.map = () => [666]; Object.prototype.isAdmin = true; return []';
    await runCode({ nodeTypes, runner }, spoil);
    const look = 'return [{ left: typeof left, mapped: [1].map((x) => x + 1), isAdmin: String({}.isAdmin) }]';

    expect((await runCode({ nodeTypes, runner }, look)).items).toEqual([
      { left: 'undefined', mapped: [2], isAdmin: 'undefined' },
    ]);
  });

  test('finds neither files, programs nor our environment where it does get hold of Node', async () => {
    // What an escape would reach, opened here on purpose: the modules themselves.
    const open = new CodeRunner({
      nodeTypes,
      logger: silentLogger,
      options: { allowedBuiltinModules: ['fs', 'child_process', 'worker_threads', 'process'] },
    });
    const attempt = (code: string) =>
      `try { return [{ got: ${code} }] } catch (error) { return [{ code: error.code }] }`;
    const attempts = [
      "require('fs').readFileSync('/etc/hostname', 'utf8')",
      `require('fs').readFileSync(${JSON.stringify(__filename)}, 'utf8')`,
      "require('fs').writeFileSync('x.txt', 'x')",
      "require('child_process').execSync('id').toString()",
      "new (require('worker_threads').Worker)('1', { eval: true })",
    ];
    try {
      for (const code of attempts) {
        const { items } = await runCode({ nodeTypes, runner: open }, attempt(code));
        expect({ code, items }).toEqual({ code, items: [{ code: 'ERR_ACCESS_DENIED' }] });
      }
      const { items } = await runCode({ nodeTypes, runner: open }, "return [{ ...require('process').env }]");
      const names = Object.keys(items[0] ?? {}).filter((name) => !/^(N8N_RUNNERS_|NODE_FUNCTION_)/.test(name));
      // A shell that replaces itself by the child adds PWD and its like.
      expect(
        names.filter((name) => !['TZ', 'LANG', 'LC_ALL', 'PWD', 'OLDPWD', 'SHLVL', '_'].includes(name)).sort(),
      ).toEqual(['GENERIC_TIMEZONE', 'NODE_ENV']);
    } finally {
      await open.stop();
    }
  });
});
