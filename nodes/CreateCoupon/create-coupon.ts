import type { IExecuteFunctions } from 'n8n-workflow';

import { hubOf } from '../shared/hub';
import { passOn, type Taken } from '../shared/split-items';
import { couponRequest } from './coupon-request';

const COUPON = 0;
const NONE = 1;

/** Gets a code for one item and puts it into the item as `coupon`, for messages to show. */
export async function createCoupon(context: IExecuteFunctions, itemIndex: number): Promise<Taken> {
  const hub = hubOf(context);
  const coupon = await hub.createCoupon(couponRequest(context, itemIndex));
  hub.note?.(coupon.code ?? coupon.reason);
  const item = passOn(context, itemIndex);
  return {
    output: coupon.code === null ? NONE : COUPON,
    item: { ...item, json: { ...item.json, coupon: { ...coupon } } },
  };
}
