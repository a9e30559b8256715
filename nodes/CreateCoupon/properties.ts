import type { INodeProperties } from 'n8n-workflow';

import { CONTACT_PROPERTIES } from '../shared/contact-properties';

/** Who gets a code of which pool: the parameters that `createCoupon` reads. */
export const COUPON_PROPERTIES: INodeProperties[] = [
  ...CONTACT_PROPERTIES,
  {
    displayName: 'Pool',
    name: 'pool',
    type: 'string',
    required: true,
    default: '',
    placeholder: 'e.g. Welcome 10%',
    description: 'The name of a coupon pool of the workspace. Each of its codes is given once.',
  },
];
