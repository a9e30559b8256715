import path from 'node:path';

import type { IRunExecutionData } from 'n8n-workflow';

import { AesCipher, CredentialStore } from '../../packages/runtime/src/credentials';
import { openDatabase } from '../../packages/runtime/src/db';
import { makeStartState, N8nHost, type RunRequest } from '../../packages/runtime/src/n8n-host';
import { silentLogger, systemClock } from '../../packages/runtime/src/shared';
import { parseWorkflow, WorkflowStore } from '../../packages/runtime/src/workflows';
import type { Limit } from '../report/report';

const ROOT = path.resolve(__dirname, '../..');
const MILLISECONDS = 3_000;

/**
 * How many first stretches of a workflow the engine runs in a second when nothing is received and nothing is stored.
 * @param json what the trigger hands to the workflow
 */
export async function engineAlone(folder: string, workflow: object, node: string, json: object): Promise<Limit> {
  const database = await openDatabase('sqlite::memory:');
  const clock = systemClock;
  const workflows = new WorkflowStore(database, clock);
  const credentials = new CredentialStore(database, new AesCipher('benchmarks have no secrets'), clock);
  const publicUrl = 'http://127.0.0.1:5680';
  const common = { dataFolder: folder, ownPackage: ROOT, publicUrl, timeZone: 'UTC', clock, logger: silentLogger };
  const host = await N8nHost.load({ ...common, database, credentials, workflows });
  try {
    const { id } = await workflows.create(1, parseWorkflow(workflow));
    const version = await workflows.publish(1, id);
    const run = async (executionId: number): Promise<IRunExecutionData> => {
      const state = makeStartState({ node, items: [[{ json: json as never }]] });
      const request: RunRequest = {
        version,
        executionId,
        mode: 'webhook',
        state,
        isResumed: false,
        hub: undefined,
        executeWorkflow: undefined as never,
      };
      return (await host.run(request)).run.data;
    };
    for (let id = 0; id < 500; id++) await run(id);
    const start = performance.now();
    let runs = 0;
    while (performance.now() - start < MILLISECONDS) await run(++runs);
    return { of: 'engine alone, runs/s', value: runs / ((performance.now() - start) / 1_000) };
  } finally {
    await host.stop();
    await database.close();
  }
}
