import type { IExecuteFunctions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { contactReference } from '../shared/contact-reference';
import { hubOf } from '../shared/hub';
import { passOn, type Taken } from '../shared/split-items';

const COUPON = 0;
const NONE = 1;

/** Gets a code for one item and puts it into the item as `coupon`, for messages to show. */
export async function createCoupon(context: IExecuteFunctions, itemIndex: number): Promise<Taken> {
  const pool = String(context.getNodeParameter('pool', itemIndex, '')).trim();
  if (pool === '') throw new UserError('The coupon comes from no pool: enter the name of one of the workspace');
  const hub = hubOf(context);
  const coupon = await hub.createCoupon({ contact: contactReference(context, itemIndex), pool, itemIndex });
  hub.note?.(coupon.code ?? coupon.reason);
  const item = passOn(context, itemIndex);
  return {
    output: coupon.code === null ? NONE : COUPON,
    item: { ...item, json: { ...item.json, coupon: { ...coupon } } },
  };
}
