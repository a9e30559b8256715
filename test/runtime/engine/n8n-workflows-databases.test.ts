import type { Database } from '../../../packages/runtime/src/db';
import { retryExecution } from '../../../packages/runtime/src/engine';
import { durableDatabases } from '../../support/databases';
import { startHttpServer } from '../../support/http-server';
import { outputOf, outputsOf, runsOf, startEngine, type TestEngine } from '../../support/start-engine';

/** The same dozen on each database that the product runs on: rows, states and waits, not the nodes, are in question. */
describe.each(durableDatabases())('n8n workflows on %s', (_name, open) => {
  let database: Database;
  let engine: TestEngine;
  const start = async () => await startEngine({ database: withoutClose(database), mostNodeRuns: 500 });
  beforeAll(async () => {
    database = await open();
    engine = await start();
    for (const name of ['waits', 'waits-some', 'waits-fails', 'static']) await engine.create(`sub/${name}`);
    await engine.create('error/handler');
  });
  afterAll(async () => {
    await engine.close();
    await database.close();
  });

  test('branches join, loops end, code runs for each item', async () => {
    expect(outputOf((await engine.play('set-if-merge')).data, 'All')).toHaveLength(3);
    expect(outputOf((await engine.play('loop/nested')).data, 'Table')).toHaveLength(1);
    expect(outputOf((await engine.play('code/each')).data, 'After')).toEqual([{ origin: '1' }, { origin: '3' }]);
  });

  test('texts in all scripts, deep and huge items come back as they were', async () => {
    expect(outputOf((await engine.play('transform/files')).data, 'From text')).toEqual([
      { data: 'שלום' },
      { data: 'مرحبا' },
    ]);
    const { data } = await engine.play('bad/huge');
    const [huge] = outputOf(data, 'Huge') as Array<{ text: string }>;
    expect(huge?.text).toHaveLength(5_000_000);
  });

  test('a wait rests, and goes on', async () => {
    const { execution } = await engine.run(await engine.create('wait/seconds'), { atWait: true });
    expect(execution).toMatchObject({ status: 'waiting', node: 'Wait', wakeAt: expect.any(Number) as number });
    expect(outputOf((await engine.finished(execution.id)).data, 'After')).toHaveLength(2);
  });

  test('a wait is gone on with after a restart', async () => {
    const { execution } = await engine.run(await engine.create('wait/twice'), { atWait: true });
    await engine.close();
    engine = await start();
    const { data } = await engine.finished(execution.id);
    expect(runsOf(data, 'Wait')).toBe(2);
    expect(outputOf(data, 'After')).toEqual([{ all: '1,2' }]);
  });

  test('sub-workflows that wait resume their callers, with output or failure', async () => {
    expect(outputOf((await engine.play('sub/call-waiting-some')).data, 'After')).toEqual([
      { n: '100' },
      { n: '200' },
      { n: '300' },
    ]);
    expect((await engine.play('sub/call-waiting-failing')).execution).toMatchObject({ status: 'error', node: 'Call' });
  });

  test('an error workflow is entered in the transaction that ends the failed execution', async () => {
    const { execution } = await engine.play('error/fails');
    const { data } = await engine.newest('error-handler', { after: execution.id });
    expect(outputOf(data, 'Report')).toMatchObject([{ id: String(execution.id), workflow: 'error-fails' }]);
  });

  test('a failed execution is tried again at the node that failed', async () => {
    let calls = 0;
    const server = await startHttpServer(() => (++calls === 1 ? { status: 500 } : { body: { ok: true } }));
    const failed = await engine.run(await engine.create('error/retry', { 'http://server.test': server.url }));
    const retried = await engine.finished(await retryExecution(1, failed.execution.id, engine));
    await server.close();
    expect(retried.execution).toMatchObject({ status: 'success', retryOf: failed.execution.id });
    const again = await engine.finished(failed.execution.id);
    expect(again.execution.retrySuccess).toBe(retried.execution.id);
    expect(outputsOf(retried.data, 'After')).toEqual([[{ got: 'true', from: '1' }]]);
  });

  test('static data and met values are kept, and an endless run ends small', async () => {
    await engine.play('sub/call-static');
    expect(await engine.workflows.staticData('sub-static')).toEqual({ global: { calls: 1 } });
    const { execution, data } = await engine.play('bad/endless');
    expect(execution.errorCode).toBe('EXECUTION_ENDLESS');
    expect(runsOf(data, 'More')).toBe(20);
    const seen = await engine.create('transform/seen');
    expect(outputsOf((await engine.run(seen)).data, 'Seen').map(({ length }) => length)).toEqual([2, 0]);
    expect(outputsOf((await engine.run(seen)).data, 'Seen').map(({ length }) => length)).toEqual([0, 2]);
  });

  test('a waiting execution is resumed by one call of several', async () => {
    const { execution, data } = await engine.run(await engine.create('wait/called'), { atWait: true });
    const waiting = await engine.engine.waiting(execution.id, data?.resumeToken);
    const calls = [1, 2, 3].map((answer) =>
      engine.engine.resume(waiting, [[{ json: { body: { answer }, query: {} } }]]),
    );
    const results = await Promise.allSettled(calls);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect((await engine.finished(execution.id)).execution.status).toBe('success');
  });

  test('a hundred executions at once all end, each with its own data', async () => {
    const id = await engine.create('loop/until');
    const all = await Promise.all(Array.from({ length: 100 }, async () => await engine.run(id, { within: 60_000 })));
    expect(new Set(all.map(({ execution }) => execution.id)).size).toBe(100);
    for (const { data } of all) expect(outputOf(data, 'Done')).toEqual([{ n: 4 }]);
  }, 90_000);
});

/** An engine closes its database with itself; these tests open several on one. */
function withoutClose(database: Database): Database {
  return Object.assign(Object.create(database) as Database, { close: async () => undefined });
}
