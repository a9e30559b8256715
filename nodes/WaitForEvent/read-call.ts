import type { IDataObject, INodeExecutionData, IRunExecutionData, IWebhookFunctions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { atOutput } from '../shared/park-items';

/** n8n keeps the execution that a call resumes on the context without declaring it. */
interface ContextInternals {
  runExecutionData?: IRunExecutionData | null;
}

/**
 * What leaves the node by each output when a call ends its wait: the items that wait, with what the call tells of the
 * event, by the output that it names. Throws a UserError for a call that names none.
 */
export function readCall(context: IWebhookFunctions): INodeExecutionData[][] {
  const { output, arm, reason, event } = context.getBodyData();
  const ways = context.getNodeParameter('arms.values', [], { rawExpressions: true }) as unknown[];
  if (typeof output !== 'number' || !Number.isInteger(output) || output < 0 || output > ways.length) {
    throw new UserError(`The node has no output ${JSON.stringify(output)}`);
  }
  const { runExecutionData } = context as ContextInternals;
  const waiting = runExecutionData?.executionData?.nodeExecutionStack[0]?.data.main ?? [];
  const items = waiting.find((parked) => parked && parked.length > 0) ?? [];
  const wait: IDataObject = { arm, reason, at: new Date().toISOString(), ...(event !== undefined && { event }) };
  return atOutput(
    output,
    items.map((item) => ({ ...item, json: { ...item.json, wait } })),
  );
}
