import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { openDatabase } from '../../../packages/runtime/src/db';
import { outputOf, runsOf, startEngine, type TestEngine } from '../../support/start-engine';

describe('n8n workflows that wait', () => {
  let engine: TestEngine;
  beforeAll(async () => (engine = await startEngine()));
  afterAll(async () => await engine.close());

  test('a wait of a second rests in the database and goes on with its items', async () => {
    const id = await engine.create('wait/seconds');
    const { execution } = await engine.run(id, { atWait: true });
    expect(execution).toMatchObject({ status: 'waiting', node: 'Wait', stoppedAt: null });
    expect(execution.wakeAt).toBeGreaterThan(execution.startedAt);
    const { execution: ended, data } = await engine.finished(execution.id);
    expect(ended.status).toBe('success');
    expect((ended.stoppedAt ?? 0) - ended.startedAt).toBeGreaterThanOrEqual(1_000);
    expect(runsOf(data, 'Wait')).toBe(1);
    expect(outputOf(data, 'After')).toEqual([
      { n: '1', origin: '1' },
      { n: '2', origin: '2' },
    ]);
  });

  test('a wait for no time, or until a moment that has passed, is none', async () => {
    const { execution } = await engine.play('wait/zero');
    expect(execution.status).toBe('success');
  });

  test('a wait until a moment ends after it', async () => {
    const { execution, data } = await engine.play('wait/until');
    expect((execution.stoppedAt ?? 0) - execution.startedAt).toBeGreaterThanOrEqual(1_400);
    expect(outputOf(data, 'After')).toEqual([{ late: 'true' }]);
  });

  test('a wait until something that is no moment fails', async () => {
    const { execution } = await engine.play('wait/wrong');
    expect(execution).toMatchObject({ status: 'error', node: 'Wait' });
    expect(execution.error).toContain('not a valid date');
  });

  test('a wait may stand in a loop, and in two branches that meet again', async () => {
    const [loop, branches] = await Promise.all([engine.play('wait/twice'), engine.play('wait/branches')]);
    expect(runsOf(loop.data, 'Wait')).toBe(2);
    expect(outputOf(loop.data, 'After')).toEqual([{ all: '1,2' }]);
    expect(outputOf(branches.data, 'Merge')).toEqual([{ from: 'one' }, { from: 'two' }]);
  });

  test('files are there after a wait', async () => {
    const { data } = await engine.play('wait/binary');
    expect(outputOf(data, 'Text')).toEqual([{ data: 'hello' }]);
  });
});

describe('n8n workflows that wait while the server is restarted', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'aftercart-test-'));
  const open = async () =>
    await startEngine({ database: await openDatabase(`sqlite:${path.join(folder, 'waits.sqlite')}`) });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('go on where they were: a wait, one in a loop, one of a sub-workflow, one with a file', async () => {
    const before = await open();
    const begin = async (fixture: string) =>
      (await before.run(await before.create(fixture), { atWait: true })).execution.id;
    await before.create('sub/waits');
    const ids = {
      loop: await begin('wait/twice'),
      call: await begin('sub/call-waiting'),
      file: await begin('wait/binary'),
      wait: await begin('wait/seconds'),
    };
    await before.close();

    await new Promise((resolve) => setTimeout(resolve, 1_000)); // they fall due while nobody is there
    const after = await open();
    const ended = async (id: number) => (await after.finished(id)).data;
    expect(outputOf(await ended(ids.wait), 'After')).toEqual([
      { n: '1', origin: '1' },
      { n: '2', origin: '2' },
    ]);
    expect(outputOf(await ended(ids.loop), 'After')).toEqual([{ all: '1,2' }]);
    expect(outputOf(await ended(ids.call), 'After')).toMatchObject([{ n: '100' }, { n: '200' }]);
    expect(outputOf(await ended(ids.file), 'Text')).toEqual([{ data: 'hello' }]);
    await after.close();
  });
});
