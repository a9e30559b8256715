import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';

import { failedItem, itemError } from '../shared/item-error';
import { WAIT_PROPERTIES } from './properties';
import { waitPlan, type WaitPlan } from './wait-plan';

/** Holds a journey until a date, a while, or a contact's own date. The wait is a stored instant, never a timer. */
export class WaitUntilDate implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Wait Until Date',
    name: 'waitUntilDate',
    icon: { light: 'file:../../icons/wait-until-date.svg', dark: 'file:../../icons/wait-until-date.dark.svg' },
    group: ['organization'],
    version: 1,
    subtitle:
      '={{ $parameter["mode"] === "after" ? $parameter["amount"] + " " + $parameter["unit"] : $parameter["mode"] === "date" ? $parameter["date"] : $parameter["mode"] === "time" ? $parameter["timeOfDay"] : $parameter["offset"] + " " + $parameter["offsetUnit"] + " " + $parameter["direction"] + " a date" }}',
    description:
      "Waits until a date, for a while, or around a date of the contact, by the contact's own clock. A journey's execution has one contact; several items wait together until the latest of their dates.",
    defaults: { name: 'Wait Until Date' },
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    // A tool call of an AI agent cannot be put to wait.
    usableAsTool: undefined,
    properties: WAIT_PROPERTIES,
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const items = this.getInputData();
    const plans: WaitPlan[] = [];
    const passed: INodeExecutionData[] = [];

    for (const [itemIndex, item] of items.entries()) {
      try {
        const plan = waitPlan(this, itemIndex);
        plans.push(plan);
        if (plan.does !== 'leave') passed.push({ ...item, pairedItem: { item: itemIndex } });
      } catch (error) {
        const failure = itemError(this.getNode(), error, itemIndex);
        if (!this.continueOnFail()) throw failure;
        passed.push(failedItem(this.getNode(), item, failure, itemIndex));
      }
    }

    const ends = plans.flatMap((plan) => (plan.does === 'wait' ? [plan.until] : []));
    if (ends.length === 0) return [passed];
    // What waits is the execution with its whole input: n8n hands all of it on when the wait is over.
    const leaves = plans.findIndex(({ does }) => does === 'leave');
    if (leaves !== -1) {
      throw new NodeOperationError(this.getNode(), 'Some items have to leave while others have to wait', {
        itemIndex: leaves,
        description:
          'An execution waits as a whole. Run the workflow once for each contact, or filter the items before.',
      });
    }
    await this.putExecutionToWait(new Date(Math.max(...ends)));
    return [passed];
  }
}
