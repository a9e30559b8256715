import { ExecutionSchema } from '../../../../packages/runtime/src/http/schemas/execution';
import { deviations, openHttp, type Http } from '../../../support/open-http';
import { BY_HAND, TWO_DAYS } from '../../../support/sample-workflows';

let http: Http;
beforeEach(async () => {
  http = await openHttp();
  await http.app.engine.start();
});
afterEach(async () => {
  await http.close();
});

const FAILING = {
  ...BY_HAND,
  name: 'Failing',
  nodes: [
    BY_HAND.nodes[0],
    {
      id: 'b',
      name: 'Greet',
      type: 'n8n-nodes-base.stopAndError',
      typeVersion: 1,
      position: [220, 0],
      parameters: { errorType: 'errorMessage', errorMessage: 'No greeting today' },
    },
  ],
};

async function run(workflow: object): Promise<{ workflow: string; execution: number }> {
  const { id } = (await http.api('POST', '/workflows', workflow)).body;
  const started = await http.api('POST', `/workflows/${id}/run`);
  expect([started.status, Object.keys(started.body)]).toEqual([200, ['executionId']]);
  const execution: number = started.body.executionId;
  await until(execution, (status) => status !== 'new' && status !== 'running');
  return { workflow: id, execution };
}

async function until(id: number, isEnough: (status: string) => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!isEnough((await http.api('GET', `/executions/${id}`)).body.status)) {
    if (Date.now() > deadline) throw new Error(`execution ${id} does not come on`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test('a run by hand can be followed to its end, with what each node did', async () => {
  const { workflow, execution } = await run(BY_HAND);

  const short = (await http.api('GET', `/executions/${execution}`)).body;
  expect(deviations(ExecutionSchema, short)).toEqual([]);
  expect(short).toMatchObject({ id: execution, finished: true, status: 'success', workflowId: workflow, error: null });
  expect(short).not.toHaveProperty('data');

  const long = (await http.api('GET', `/executions/${execution}?includeData=true`)).body;
  expect(deviations(ExecutionSchema, long)).toEqual([]);
  expect(long.data.resultData.runData.Greet[0].data.main[0][0].json).toEqual({ greeting: 'Hello' });
});

test('a failed execution says why, and can be tried again', async () => {
  const { execution } = await run(FAILING);

  const failed = (await http.api('GET', `/executions/${execution}`)).body;
  expect(failed).toMatchObject({ finished: false, status: 'error', node: 'Greet' });
  expect(failed.error).toEqual({ code: 'NODE_FAILED', message: expect.stringContaining('No greeting today') });

  const retried = await http.api('POST', `/executions/${execution}/retry`);
  expect(retried.status).toBe(200);
  expect(retried.body).toMatchObject({ retryOf: execution, mode: 'retry' });
  expect(retried.body.id).toBeGreaterThan(execution);
});

test('an execution that waits says until when, and ends when it is stopped', async () => {
  const { execution } = await run(TWO_DAYS);

  const waiting = (await http.api('GET', `/executions/${execution}`)).body;
  expect(waiting).toMatchObject({ finished: false, status: 'waiting', node: 'Rest', stoppedAt: null });
  expect(Date.parse(waiting.waitTill) - Date.now()).toBeGreaterThan(47 * 3_600_000);

  const stopped = await http.api('POST', `/executions/${execution}/stop`);
  expect([stopped.status, stopped.body.status, stopped.body.waitTill]).toEqual([200, 'canceled', null]);
  expect(stopped.body.stoppedAt).not.toBeNull();
});

test('an execution that is deleted is gone, also one that waits', async () => {
  const { execution } = await run(TWO_DAYS);
  const deleted = await http.api('DELETE', `/executions/${execution}`);
  expect([deleted.status, deleted.body.id]).toEqual([200, execution]);
  expect((await http.api('GET', `/executions/${execution}`)).status).toBe(404);
});

test('an execution that runs is not deleted under its own feet', async () => {
  const { execution } = await run(TWO_DAYS);
  http.app.engine.inHand.add(execution);
  const refused = await http.api('DELETE', `/executions/${execution}`);
  http.app.engine.inHand.delete(execution);
  expect([refused.status, refused.body.code]).toEqual([409, 'EXECUTION_RUNNING']);
});

test('executions are listed newest first, page by page, by status and by workflow', async () => {
  const [waiting, first, second, third] = [
    await run(TWO_DAYS),
    await run(BY_HAND),
    await run(BY_HAND),
    await run(BY_HAND),
  ];
  const idsOf = ({ body }: { body: any }): number[] => body.data.map(({ id }: { id: number }) => id);

  const page = await http.api('GET', '/executions?limit=3&includeData=true');
  expect(idsOf(page)).toEqual([third, second, first].map(({ execution }) => execution));
  expect(page.body.data[0].data.resultData.runData).toHaveProperty('Greet');
  const cursor = encodeURIComponent(page.body.nextCursor);
  const last = await http.api('GET', `/executions?cursor=${cursor}`);
  expect([idsOf(last), last.body.nextCursor]).toEqual([[waiting.execution], null]);

  expect(idsOf(await http.api('GET', '/executions?status=waiting'))).toEqual([waiting.execution]);
  expect(idsOf(await http.api('GET', '/executions?status=error'))).toEqual([]);
  expect(idsOf(await http.api('GET', `/executions?workflowId=${first.workflow}`))).toEqual([first.execution]);
});
