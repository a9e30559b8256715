import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { splitItems } from '../shared/split-items';
import { createCoupon } from './create-coupon';
import { COUPON_PROPERTIES } from './properties';

/** Gives a contact a code that nobody else gets, of a pool or of the shop; whoever there is none for takes the output "None". */
export class CreateCoupon implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Aftercart Create Coupon',
    name: 'createCoupon',
    icon: { light: 'file:../../icons/create-coupon.svg', dark: 'file:../../icons/create-coupon.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle:
      '={{ $parameter["source"] === "shop" ? $parameter["amount"] + " " + $parameter["kind"] : $parameter["pool"] }}',
    description: 'Gives a contact a coupon code that nobody else gets, once',
    defaults: { name: 'Create Coupon' },
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
    outputNames: ['Coupon', 'None'],
    credentials: [{ name: 'aftercartApi', required: false }],
    // An AI agent reads the first output of a tool only, and would take the other for "nothing".
    usableAsTool: undefined,
    properties: COUPON_PROPERTIES,
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return await splitItems(this, 2, (itemIndex) => createCoupon(this, itemIndex));
  }
}
