import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const handing = path.resolve(__dirname, '../../../packages/runtime/bin/node-24.cjs');
const installed = path.resolve(__dirname, `../../../node_modules/node-${process.platform}-${process.arch}`);
/** npm has no Node 24 for every platform; without one there is nothing to hand over to. */
const testWithInstalledNode = existsSync(installed) ? test : test.skip;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'aftercart-node-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

interface Ending {
  output: string;
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** Runs a program whose Node says that it is another one until it has handed over. */
async function runAs(version: string, program: string, onOutput?: (kill: () => void) => void): Promise<Ending> {
  const file = path.join(folder, 'program.cjs');
  const pretend = `if (!process.env.HANDED_OVER) Object.defineProperty(process, 'version', { value: '${version}' });`;
  await writeFile(
    file,
    `${pretend}\nconst version = process.version; process.env.HANDED_OVER = '1';
     if (!require(${JSON.stringify(handing)}).handOverToNode24(__filename)) { ${program} }`,
  );
  const env = { ...process.env, HANDED_OVER: '' };
  const child = spawn(process.execPath, [file, 'start', '--quick'], { env });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += String(chunk);
      onOutput?.(() => child.kill('SIGTERM'));
    });
  }
  return await new Promise((resolve) => child.on('close', (code, signal) => resolve({ output, code, signal })));
}

test('an operator with Node 24 or newer gets no second process', async () => {
  const { output, code } = await runAs('v26.1.0', 'console.log(version, process.argv.slice(2).join());');
  expect(output).toBe('v26.1.0 start,--quick\n');
  expect(code).toBe(0);
});

testWithInstalledNode(
  'an operator with Node 20 goes on with the Node 24 that came along, to the same end',
  async () => {
    const { output, code } = await runAs(
      'v20.20.2',
      'console.log(version, process.argv.slice(2).join()); process.exit(7);',
    );
    expect(output).toMatch(/^v24\.\d+\.\d+ start,--quick\n$/);
    expect(code).toBe(7);
  },
);

testWithInstalledNode('an operator with Node 20 stops the server as any other process', async () => {
  const server = `process.on('SIGTERM', () => { console.log('bye'); process.exit(0); }); setInterval(() => {}, 1000); console.log('up');`;
  const { output, code } = await runAs('v20.20.2', server, (kill) => {
    kill();
  });
  expect(output).toBe('up\nbye\n');
  expect(code).toBe(0);
});
