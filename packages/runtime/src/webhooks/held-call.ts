import type { IRun } from 'n8n-workflow';

import { lastNodeOutput, type Watcher } from '../engine';
import { openFile } from '../n8n-host';
import { seconds } from '../shared';
import { answerOfItems, answerOfResponse, type Answer } from './answer';
import type { ResponseSettings } from './response-settings';

/** A caller is answered in the meantime if the journey rests for longer than this. */
const LONGEST_HELD_WAIT = seconds(65);
/** What n8n-core writes for "until a sub-workflow ends". */
const FOR_SUB_WORKFLOW = Date.UTC(2999, 11, 31);

/**
 * Listens to an execution until there is something to answer its caller with: what a Respond to Webhook node sent, or
 * what came out at the end.
 */
export function heldCall(
  settings: ResponseSettings,
  { resolve, now }: { resolve: (answer: Promise<Answer>) => void; now: () => number },
): Watcher {
  return {
    onResponse: (response) => resolve(answerOfResponse(response, openFile)),
    onStop: (run) => {
      const rest = run.status === 'waiting' && run.waitTill ? run.waitTill.getTime() : undefined;
      if (rest === FOR_SUB_WORKFLOW) {
        setTimeout(() => resolve(finalAnswer(run, settings)), LONGEST_HELD_WAIT.milliseconds).unref();
      } else if (rest === undefined || rest - now() >= LONGEST_HELD_WAIT.milliseconds) {
        resolve(finalAnswer(run, settings));
      }
    },
  };
}

async function finalAnswer(run: IRun, settings: ResponseSettings): Promise<Answer> {
  if (hasFailed(run)) return { status: 500, headers: {}, body: { message: 'Error in workflow' } };
  if (settings.mode === 'responseNode') {
    return { status: 200, headers: {}, body: { message: 'Workflow executed successfully' } };
  }
  if (run.status === 'waiting') return { status: 200, headers: {}, body: { message: 'Workflow is waiting' } };
  return await answerOfItems(lastNodeOutput(run.data)[0] ?? [], settings, openFile);
}

/** As n8n: also where the last node's error was let pass. */
function hasFailed({ data: { resultData } }: IRun): boolean {
  const last = resultData.lastNodeExecuted ?? '';
  return resultData.error !== undefined || resultData.runData[last]?.at(-1)?.error !== undefined;
}
