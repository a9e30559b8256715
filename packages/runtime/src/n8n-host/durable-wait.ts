import { tryToParseDateTime, type IExecuteFunctions, type INodeExecutionData, type INodeType } from 'n8n-workflow';

import type { Clock } from '../shared';

const UNIT_MILLISECONDS: Record<string, number> = {
  seconds: 1_000,
  minutes: 60_000,
  hours: 3_600_000,
  days: 86_400_000,
};

/**
 * n8n's Wait node sleeps in memory when it has less than 65 seconds to wait, and a process that dies then loses the
 * execution. This makes every wait for a time a stored instant. Waits for a call (webhook, form) are stored already.
 */
export function makeWaitDurable(wait: INodeType, clock: Clock): INodeType {
  const original = wait as INodeType & { execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> };
  // A copy that inherits everything: loaders hand the same instance to everybody.
  const durable = Object.create(original) as typeof original;
  durable.execute = async function (this: unknown, context: IExecuteFunctions) {
    const wakeAt = readWakeAt(context, clock);
    if (wakeAt === undefined) return await original.execute.call(original, context);
    // A moment that has passed is no wait.
    if (wakeAt.getTime() > clock.now()) await context.putExecutionToWait(wakeAt);
    return [context.getInputData()];
  } as typeof original.execute;
  return durable;
}

/** The instant that the node waits for; undefined where it waits for a call, or where its parameters are wrong and n8n says so. */
function readWakeAt(context: IExecuteFunctions, clock: Clock): Date | undefined {
  const resume = context.getNodeParameter('resume', 0);
  if (resume === 'timeInterval') {
    const unit = UNIT_MILLISECONDS[String(context.getNodeParameter('unit', 0))];
    const amount = context.getNodeParameter('amount', 0);
    if (unit === undefined || typeof amount !== 'number' || !(amount >= 0)) return undefined;
    return new Date(clock.now() + amount * unit);
  }
  if (resume === 'specificTime') {
    try {
      const text = context.getNodeParameter('dateTime', 0) as string;
      return tryToParseDateTime(text, context.getTimezone()).toUTC().toJSDate();
    } catch {
      return undefined; // not a date: the node's own message explains it
    }
  }
  return undefined;
}
