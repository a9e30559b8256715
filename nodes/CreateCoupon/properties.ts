import type { INodeProperties } from 'n8n-workflow';

import { CONTACT_PROPERTIES } from '../shared/contact-properties';

const SHOP = { show: { source: ['shop'] } };

/** Who gets what: the parameters that `createCoupon` reads. */
export const COUPON_PROPERTIES: INodeProperties[] = [
  ...CONTACT_PROPERTIES,
  {
    displayName: 'Source',
    name: 'source',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'Pool', value: 'pool', description: 'A code that was imported into a coupon pool' },
      { name: 'Shop', value: 'shop', description: 'The shop makes one for this contact, to be used once' },
    ],
    default: 'pool',
  },
  {
    displayName: 'Pool',
    name: 'pool',
    type: 'string',
    required: true,
    default: '',
    placeholder: 'e.g. Welcome 10%',
    description: 'The name of a coupon pool of the workspace. Each of its codes is given once.',
    displayOptions: { show: { source: ['pool'] } },
  },
  {
    displayName: 'Discount',
    name: 'kind',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'Amount', value: 'amount', description: "In the shop's currency, off the cart" },
      { name: 'Percent', value: 'percent' },
    ],
    default: 'percent',
    displayOptions: SHOP,
  },
  { displayName: 'Value', name: 'amount', type: 'string', default: '10', required: true, displayOptions: SHOP },
  {
    displayName: 'Valid for Days',
    name: 'validDays',
    type: 'number',
    typeOptions: { minValue: 0, maxValue: 3650 },
    default: 14,
    description: '0: for as long as the shop keeps it',
    displayOptions: SHOP,
  },
  {
    displayName: 'For Whom',
    name: 'toldBy',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'Anybody', value: 'anybody' },
      { name: 'Who May Get Promotional E-Mail', value: 'email' },
      { name: 'Who May Get Promotional SMS', value: 'sms' },
      { name: 'Who May Get Promotional WhatsApp', value: 'whatsapp' },
    ],
    default: 'anybody',
    description: 'Others take the output None, and no code is used up for a message that must not go',
  },
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add Option',
    default: {},
    displayOptions: SHOP,
    options: [
      {
        displayName: 'Code Begins With',
        name: 'prefix',
        type: 'string',
        default: '',
        placeholder: 'e.g. WELCOME',
      },
      {
        displayName: 'Minimum Total',
        name: 'minimumTotal',
        type: 'string',
        default: '',
        placeholder: 'e.g. 99.90',
        description: "Orders below it do not count, in the shop's currency",
      },
      {
        displayName: 'Shop ID',
        name: 'shop',
        type: 'string',
        default: '',
        description: 'Empty: the oldest connected shop that makes coupons',
      },
    ],
  },
];
