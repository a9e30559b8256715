import type { INodeExecutionData, IRunExecutionData } from 'n8n-workflow';

import type { StoredEvent } from '../../events';
import type { Wake } from './wait-arm';

/**
 * Lets a resumed execution leave the node that it waited at by the output of the arm that ended the wait, and notes in
 * its items what happened, as `wait`.
 * @param wokenAt UTC epoch ms at which it was due
 * @param event the one that ended the wait, if one did
 */
export function endWait(state: IRunExecutionData, wake: Wake, wokenAt: number, event?: StoredEvent): void {
  const entry = state.executionData?.nodeExecutionStack[0];
  if (!entry) return;
  const happened = {
    arm: wake.arm,
    reason: wake.reason,
    at: new Date(event?.receivedAt ?? wokenAt).toISOString(),
    ...(event && { event: { ...event.payload, event: { ...event.payload.event, id: event.id } } }),
  };
  const items = (entry.data.main?.[0] ?? []).map((item): INodeExecutionData => ({
    ...item,
    json: { ...item.json, wait: happened },
  }));
  const others = Array.from({ length: wake.output }, (): INodeExecutionData[] => []);
  entry.data = { ...entry.data, main: [...others, items] };
  // n8n-core pairs items with the input of the same number as their output: each of these comes from the one input.
  const source = entry.source?.main?.[0];
  if (entry.source && source) entry.source = { ...entry.source, main: [...others.map(() => source), source] };
  entry.metadata = { ...entry.metadata, forwardAllOutputs: true };
}
