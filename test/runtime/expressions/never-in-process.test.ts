import '../../support/load-natively';

import { readdirSync } from 'node:fs';
import path from 'node:path';

import { Expression, Workflow } from 'n8n-workflow';
import * as legacy from 'n8n-workflow/dist/cjs/expression-evaluator-proxy.js';

import { ExpressionEngine } from '../../../packages/runtime/src/expressions';
import { resolveCredentialExpressions } from '../../../packages/runtime/src/n8n-host/resolve-credential-expressions';
import { repository } from '../../support/build-nodes';
import { startEngine, type TestEngine } from '../../support/start-engine';

/** n8n's in-process engine compiles with `new Function`: counted here, for as long as the tests run. */
const evaluate = jest.spyOn(legacy, 'evaluateExpression');

describe("n8n's in-process engine is never reached", () => {
  let engine: TestEngine;
  beforeAll(async () => (engine = await startEngine()));
  afterAll(async () => await engine.close());
  beforeEach(() => evaluate.mockClear());
  afterEach(() => expect(evaluate).not.toHaveBeenCalled());

  test.each(['expressions', 'if', 'switch', 'merge', 'filter', 'set'])('by the workflows of %s', async (folder) => {
    const files = readdirSync(path.join(repository, 'test/fixtures/workflows', folder));
    for (const file of files) await engine.play(`${folder}/${path.basename(file, '.json')}`);
  });

  test('by a workflow that goes live with a schedule or a webhook', async () => {
    const webhook = engine.create({
      name: 'Hook',
      nodes: [
        {
          id: 'h',
          name: 'Webhook',
          type: 'n8n-nodes-base.webhook',
          typeVersion: 2,
          position: [0, 0],
          webhookId: 'hook',
          parameters: { path: "={{ 'a' + 'b' }}", httpMethod: "={{ ['PO', 'ST'].join('') }}", options: {} },
        },
      ],
      connections: {},
      settings: { executionOrder: 'v1' },
    });
    await engine.live.activate(1, await webhook);
  });

  test('by a workflow that nobody has attached an engine to', () => {
    const workflow = new Workflow({ nodes: [], connections: {}, active: false, nodeTypes: {} as never });
    const node = {
      id: '1',
      name: 'Node',
      type: 'x',
      typeVersion: 1,
      position: [0, 0] as [number, number],
      parameters: {},
    };
    expect(() => workflow.expression.getSimpleParameterValue(node, '={{ 1 + 1 }}', 'internal', {})).toThrow(
      /has not been initialized/,
    );
    expect(Expression.getActiveImplementation()).toBe('legacy'); // as none was started; but it may not be used
  });

  test('by a credential that is filled in', async () => {
    const expressions = new ExpressionEngine();
    const filled = resolveCredentialExpressions(
      {
        region: 'eu',
        url: '=https://{{ $self.region }}.example',
        odd: '={{ (() => { try { return 1 } catch {} })() }}',
      },
      { nodeTypes: engine.host.nodeTypes, expressions, mode: 'internal' },
    );
    expect(filled).toEqual({ region: 'eu', url: 'https://eu.example', odd: 1 });
    await expressions.stop();
  });
});
