import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { hubOf, nowOf } from '../shared/hub';
import { failedItem, itemError } from '../shared/item-error';
import { WAIT_FOR_EVENT_PROPERTIES } from './properties';
import { readWait } from './read-wait';

/**
 * Holds a journey until the first of several things: an event of the contact, a condition, a date. Each has an output of
 * its own, and "Timed out" comes before them all: so it stays where it is when others are added, and it is the output that
 * a stock n8n resumes a wait by.
 */
export class WaitForEvent implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Wait for Event',
    name: 'waitForEvent',
    icon: { light: 'file:../../icons/wait-for-event.svg', dark: 'file:../../icons/wait-for-event.dark.svg' },
    group: ['organization'],
    version: 1,
    subtitle: '={{ ($parameter["arms"].values ?? []).map((arm) => arm.name).join(" | ") }}',
    description:
      "Waits for the first of several things: something that the contact does, a condition that comes true, a date. Each has its own output. A journey's execution has one contact; several items wait together by the parameters of the first.",
    defaults: { name: 'Wait for Event' },
    inputs: [NodeConnectionTypes.Main],
    outputs:
      '={{ [{ type: "main", displayName: "Timed out" }, ...($parameter["arms"]?.values ?? []).map((arm, index) => ({ type: "main", displayName: arm.name || String(index + 1) }))] }}',
    // A tool call of an AI agent cannot be put to wait.
    usableAsTool: undefined,
    properties: WAIT_FOR_EVENT_PROPERTIES,
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const items = this.getInputData();
    const { length } = this.getNodeParameter('arms.values', 0, [], { rawExpressions: true }) as unknown[];
    const outputs = Array.from({ length: length + 1 }, (): INodeExecutionData[] => []);
    try {
      const now = nowOf(this);
      const request = readWait(this, now);
      const { byTime } = request;
      if (byTime.at > now) {
        await hubOf(this).armWait(request);
        await this.putExecutionToWait(new Date(byTime.at));
        return outputs;
      }
      const { output, name, reason } = byTime;
      const wait = { arm: name, reason, at: new Date(now).toISOString() };
      outputs[output] = items.map(({ json, ...rest }, item) => ({
        ...rest,
        json: { ...json, wait },
        pairedItem: { item },
      }));
    } catch (error) {
      const failure = itemError(this.getNode(), error, 0);
      if (!this.continueOnFail()) throw failure;
      outputs[0] = items.map((item, index) => failedItem(this.getNode(), item, failure, index));
    }
    return outputs;
  }
}
