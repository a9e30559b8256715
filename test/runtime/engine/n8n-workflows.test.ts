import { outputOf, readWorkflow, startEngine } from '../../support/start-engine';

describe('n8n workflows with nodes of n8n-nodes-base', () => {
  let engine: Awaited<ReturnType<typeof startEngine>>;
  beforeAll(async () => (engine = await startEngine()));
  afterAll(async () => await engine.close());

  test('branches come together again in Merge, each item knowing the one that it was made from', async () => {
    const { execution, data } = await engine.run(await engine.create(readWorkflow('set-if-merge')));
    expect(execution).toMatchObject({ status: 'success', error: null });
    expect(outputOf(data, 'All')).toEqual([
      { id: 2, total: 120, tier: 'vip', from: 20 },
      { id: 3, total: 90, tier: 'vip', from: 30 },
      { id: 1, total: 20, tier: 'plain' },
    ]);
  });
});
