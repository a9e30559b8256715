import type { IExecuteFunctions } from 'n8n-workflow';

import { CodeTask, type TaskRequest } from '../../../../packages/runtime/src/n8n-host/code-runner/code-task';

function task(cancellation?: AbortSignal): CodeTask {
  const executeFunctions = { getExecutionCancelSignal: () => cancellation } as IExecuteFunctions;
  const request = {
    executeFunctions,
    additionalData: { executionId: '5' },
    workflow: { id: '1' },
    node: { name: 'Code' },
  };
  return new CodeTask(request as unknown as TaskRequest);
}

test('a task ends when its execution is cancelled, and what its code reports later is ignored', async () => {
  const execution = new AbortController();
  const cancelled = task(execution.signal);
  execution.abort();
  cancelled.settle({ ok: true, result: [] });

  expect(cancelled.isSettled).toBe(true);
  expect(await cancelled.outcome).toMatchObject({ ok: false, error: { name: 'ManualExecutionCancelledError' } });
  expect(await task(execution.signal).outcome).toMatchObject({ ok: false });
});

test('the first outcome of a task counts', async () => {
  const failed = task();
  failed.fail('its process ended');
  failed.settle({ ok: true, result: [] });

  expect(await failed.outcome).toMatchObject({
    ok: false,
    error: { code: 'CODE_RUNNER_FAILED', details: { workflow: '1', execution: '5', node: 'Code' } },
  });
});
