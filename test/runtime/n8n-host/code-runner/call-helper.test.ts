import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { Container } from '@n8n/di';
import { EXPOSED_RPC_METHODS } from '@n8n/task-runner';
import { BinaryDataService } from 'n8n-core';
import type { INodeTypes } from 'n8n-workflow';

import { CodeRunner } from '../../../../packages/runtime/src/n8n-host/code-runner';
import { EXPOSED_HELPERS } from '../../../../packages/runtime/src/n8n-host/code-runner/call-helper';
import { silentLogger } from '../../../../packages/runtime/src/shared';
import { runCode } from '../../../support/run-code';
import { loadNodesBase } from '../../../support/run-workflow';

jest.setTimeout(60_000); // real processes, on a machine that may be busy

let nodeTypes: INodeTypes;
let runner: CodeRunner;
let shop: Server;
let url: string;

beforeAll(async () => {
  nodeTypes = await loadNodesBase();
  runner = new CodeRunner({ nodeTypes, logger: silentLogger });
  shop = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      response.statusCode = request.url === '/gone' ? 410 : 200;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ method: request.method, bytes: [...Buffer.concat(chunks)] }));
    });
  });
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await runner.stop();
  await new Promise((resolve) => shop.close(resolve));
});

test('code asks another server and sends it bytes', async () => {
  const code = `return [await this.helpers.httpRequest({ method: 'POST', url: '${url}', body: Buffer.from([1, 2, 255]) })]`;

  expect((await runCode({ nodeTypes, runner }, code)).items).toEqual([{ method: 'POST', bytes: [1, 2, 255] }]);
});

test('code that asks for something gone can look at the status', async () => {
  const code = `
    try { await this.helpers.httpRequest({ url: '${url}/gone' }) }
    catch (error) { return [{ message: error.message, status: error.response.status, body: error.response.data }] }`;

  expect((await runCode({ nodeTypes, runner }, code)).items).toEqual([
    { message: 'Request failed with status code 410', status: 410, body: { method: 'GET', bytes: [] } },
  ]);
});

test('an error of a helper that code does not catch ends the run with its message', async () => {
  const { error } = await runCode({ nodeTypes, runner }, `await this.helpers.httpRequest({ url: '${url}/gone' })`);

  expect(error).toMatchObject({ message: 'Request failed with status code 410', description: 'AxiosError' });
});

test('code reads a file of its item and makes another one', async () => {
  const code = `
    const text = (await this.helpers.getBinaryDataBuffer(0, 'letter')).toString();
    const binary = await this.helpers.prepareBinaryData(Buffer.from(text.toUpperCase()), 'loud.txt', 'text/plain');
    return [{ json: { text }, binary: { loud: binary } }]`;
  const letter = { data: Buffer.from('Dear Anna').toString('base64'), mimeType: 'text/plain' };
  const { run } = await runCode({ nodeTypes, runner }, code, { items: [{ json: {}, binary: { letter } }] });
  const [item] = run.data.resultData.runData.Code?.[0]?.data?.main?.[0] ?? [];

  expect(item?.json).toEqual({ text: 'Dear Anna' });
  expect(item?.binary?.loud).toMatchObject({ fileName: 'loud.txt', mimeType: 'text/plain' });
  const stored = await Container.get(BinaryDataService).getAsBuffer(item!.binary!.loud!);
  expect(stored.toString()).toBe('DEAR ANNA');
});

test('a helper that n8n does not offer to code says so', async () => {
  const { error } = await runCode({ nodeTypes, runner }, 'await this.helpers.httpRequestWithAuthentication()');

  expect(error?.message).toContain('is not supported in the Code Node');
});

test('we answer the calls that n8n answers, no more and no fewer', () => {
  expect([...EXPOSED_HELPERS].sort()).toEqual([...EXPOSED_RPC_METHODS].sort());
});
