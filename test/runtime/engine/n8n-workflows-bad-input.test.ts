import { outputOf, startEngine, type TestEngine } from '../../support/start-engine';

/** What is wrong with a workflow is said with a code, and nothing of it harms the server. */
describe('n8n workflows that cannot run', () => {
  let engine: TestEngine;
  beforeAll(async () => (engine = await startEngine({ mostNodeRuns: 2_000 })));
  afterAll(async () => await engine.close());

  test.each([
    ['bad/unknown-type', 'NODE_TYPE_UNKNOWN', 'Strange'],
    ['bad/no-credential', 'CREDENTIAL_MISSING', 'Http'],
    ['bad/other-credential', 'CREDENTIAL_NOT_FOUND', 'Http'],
    ['bad/no-parameter', 'NODE_PARAMETER_MISSING', 'Http'],
    ['bad/cycle', 'CONNECTION_CYCLE', 'One'],
  ])('an operator who activates %s is told %s', async (fixture, code, node) => {
    const id = await engine.create(fixture);
    const activation = engine.live.activate(1, id);
    const issue: unknown = expect.objectContaining({
      code,
      node,
      message: expect.stringContaining(`"${node}"`) as string,
    });
    await expect(activation).rejects.toMatchObject({
      code,
      details: { issues: expect.arrayContaining([issue]) as unknown },
    });
    expect((await engine.workflows.get(1, id)).active).toBe(0);
  });

  test('an operator hears of all that a workflow lacks at once', async () => {
    const activation = engine.live.activate(1, await engine.create('bad/no-credential'));
    await expect(activation).rejects.toMatchObject({
      details: { issues: [expect.objectContaining({ node: 'Http' }), expect.objectContaining({ node: 'Clearbit' })] },
    });
  });

  test.each([
    ['bad/unknown-type', 'NODE_TYPE_UNKNOWN'],
    ['bad/unknown-version', 'NODE_TYPE_UNKNOWN'],
    ['bad/cycle', 'CONNECTION_CYCLE'],
  ])('%s is not begun by hand either: %s', async (fixture, code) => {
    await expect(engine.play(fixture)).rejects.toMatchObject({ code });
  });

  test.each([
    ['bad/no-credential', 'CREDENTIAL_MISSING'],
    ['bad/other-credential', 'CREDENTIAL_NOT_FOUND'],
    ['bad/no-parameter', 'NODE_PARAMETER_MISSING'],
  ])('an execution of %s fails with %s', async (fixture, errorCode) => {
    const { execution } = await engine.play(fixture);
    expect(execution).toMatchObject({ status: 'error', errorCode });
  });

  test('a node that is switched off need not be installed: what it gets goes on', async () => {
    const { execution, data } = await engine.play('bad/unknown-type-disabled');
    expect(execution.status).toBe('success');
    expect(outputOf(data, 'Result')).toEqual([{ x: 'ok' }]);
  });

  test.each([
    ['bad/files', 'Access to the file is not allowed'],
    ['bad/table', 'Data table node but the module is disabled'],
  ])('what n8n offers and we do not is refused (%s)', async (fixture, message) => {
    const { execution } = await engine.play(fixture);
    expect(execution).toMatchObject({ status: 'error', errorCode: 'NODE_FAILED' });
    expect(execution.error).toContain(message);
  });

  test('a way out that is never taken ends the execution, while others go on', async () => {
    const endless = engine.play('bad/endless');
    const { execution: other } = await engine.play('set/fields');
    expect(other.status).toBe('success');
    const { execution, data } = await endless;
    expect(execution).toMatchObject({ status: 'error', errorCode: 'EXECUTION_ENDLESS' });
    expect(execution.error).toContain('ran 2,000 nodes');
    expect(data?.resultData.runData.More).toHaveLength(20); // the last ones: enough to see the circle
    expect(outputOf(data, 'More')).toEqual([{ n: 1_000 }]);
  });

  test('items that cannot be stored fail the execution, which is not run again for ever', async () => {
    const noOp = engine.host.nodeTypes.getByNameAndVersion('n8n-nodes-base.noOp', 1);
    const odd = { toJSON: () => { throw new Error('not me'); } }; // prettier-ignore
    const execute = jest.spyOn(noOp, 'execute').mockResolvedValueOnce([[{ json: { odd } }]]);
    const { execution } = await engine.play('bad/unstorable');
    expect(execute).toHaveBeenCalledTimes(1);
    execute.mockRestore();
    expect(execution).toMatchObject({ status: 'error', node: 'Odd', errorCode: 'NODE_FAILED' });
    expect(execution.error).toBe('Node "Odd": What the nodes put out cannot be stored: not me.');
  });

  test('huge and deeply nested items go through', async () => {
    const { execution, data } = await engine.play('bad/huge');
    expect(execution.error).toBeNull();
    expect(outputOf(data, 'Count')).toEqual([{ count_n: 20_001 }]);
  });
});
