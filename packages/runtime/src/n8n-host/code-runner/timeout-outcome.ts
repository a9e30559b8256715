import { z } from 'zod';

import { CodedOperationalError, type Duration } from '../../shared';
import type { CodeTask, TaskOutcome } from './code-task';

const continuingSchema = z.object({
  continueOnFail: z.literal(true),
  nodeMode: z.enum(['runOnceForAllItems', 'runOnceForEachItem']),
  chunk: z.object({ startIndex: z.number(), count: z.number() }).optional(),
});

/**
 * How a task ends that took too long: with CODE_RUNNER_TIMEOUT, or, where its node continues on errors, as n8n does
 * it: with error items (one for each item of a node that runs once for each item, since none of them came back).
 */
export function timeoutOutcome(task: CodeTask, limit: Duration): TaskOutcome {
  const message =
    `The code of node "${task.request.node.name}" took longer than ${limit.milliseconds / 1_000} seconds and was stopped. ` +
    'Look for a loop that never ends, or hand over the items in smaller batches.';
  const continuing = continuingSchema.safeParse(task.request.settings).data;
  if (!continuing) {
    return { ok: false, error: new CodedOperationalError('CODE_RUNNER_TIMEOUT', message, task.facts) };
  }
  const json = { error: message };
  if (continuing.nodeMode === 'runOnceForAllItems') return { ok: true, result: [{ json }] };
  const { startIndex, count } = continuing.chunk ?? {
    startIndex: 0,
    count: task.request.inputData.main?.[0]?.length ?? 0,
  };
  const result = Array.from({ length: count }, (_, index) => ({ json, pairedItem: { item: startIndex + index } }));
  return { ok: true, result };
}
