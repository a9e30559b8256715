import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { contactReference } from '../shared/contact-reference';
import type { CouponRequest } from '../shared/hub';

/** Reads the node's parameters for an item. Throws a UserError for those that make no sense. */
export function couponRequest(context: IExecuteFunctions, itemIndex: number): CouponRequest {
  const whom = {
    contact: contactReference(context, itemIndex),
    ...toldBy(context.getNodeParameter('toldBy', itemIndex, 'anybody')),
    itemIndex,
  };
  if (context.getNodeParameter('source', itemIndex, 'pool') === 'shop') {
    return { ...whom, shopCoupon: shopCoupon(context, itemIndex) };
  }
  const pool = String(context.getNodeParameter('pool', itemIndex, '')).trim();
  if (pool === '') throw new UserError('The coupon comes from no pool: enter the name of one of the workspace');
  return { ...whom, pool };
}

const toldBy = (channel: unknown): Pick<CouponRequest, 'toldBy'> =>
  channel === 'email' || channel === 'sms' || channel === 'whatsapp' ? { toldBy: channel } : {};

function shopCoupon(context: IExecuteFunctions, itemIndex: number): CouponRequest['shopCoupon'] {
  const kind = context.getNodeParameter('kind', itemIndex, 'percent') === 'amount' ? 'amount' : 'percent';
  const amount = String(context.getNodeParameter('amount', itemIndex, '10')).trim();
  const validDays = Number(context.getNodeParameter('validDays', itemIndex, 14));
  const options = context.getNodeParameter('options', itemIndex, {});
  return {
    ...{ kind, amount },
    ...(validDays > 0 && { validDays }),
    ...textOf(options, 'prefix'),
    ...textOf(options, 'minimumTotal'),
    ...textOf(options, 'shop'),
  };
}

function textOf(options: IDataObject, name: 'prefix' | 'minimumTotal' | 'shop'): Record<string, string> {
  const text = String(options[name] ?? '').trim();
  return text === '' ? {} : { [name]: text };
}
