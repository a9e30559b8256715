import type { INodeProperties } from 'n8n-workflow';

import { CREDENTIAL_NOTICE, GOODS_PROPERTIES, SHOP_PROPERTY } from '../shared/trigger/common-properties';

/** What the trigger waits for: the parameters that `alertFilter` reads. */
export const ALERT_PROPERTIES: INodeProperties[] = [
  CREDENTIAL_NOTICE,
  {
    displayName: 'Events',
    name: 'events',
    type: 'multiOptions',
    noDataExpression: true,
    required: true,
    options: [
      { name: 'Back in Stock', value: 'interest.back_in_stock', description: 'The product can be bought again' },
      { name: 'Price Dropped', value: 'interest.price_dropped', description: 'The price is lower than it was' },
    ],
    default: ['interest.price_dropped'],
    description: 'What has to happen to a product. Each interested contact starts the workflow once.',
  },
  {
    displayName: 'Interested Contacts',
    name: 'kinds',
    type: 'multiOptions',
    noDataExpression: true,
    required: true,
    options: [
      { name: 'Bought It', value: 'bought', description: 'Whoever has bought the product' },
      { name: 'Left It in a Cart', value: 'cart', description: 'Whoever has it in a cart' },
      { name: 'Viewed It', value: 'viewed', description: 'Whoever looked at the product on the site' },
      { name: 'Wish List', value: 'wishlist', description: 'Whoever has put it on a wish list' },
    ],
    default: ['viewed', 'wishlist', 'cart'],
    description: 'Whom the product interests. One of these is enough.',
  },
  {
    displayName: 'Within Days',
    name: 'withinDays',
    type: 'number',
    typeOptions: { minValue: 1, maxValue: 3650 },
    noDataExpression: true,
    default: 30,
    description: 'How long ago they showed interest at most',
  },
  {
    displayName: 'Leave Out Buyers',
    name: 'skipBuyers',
    type: 'boolean',
    noDataExpression: true,
    default: true,
    description: 'Whether contacts are left out who have bought the product since they showed interest',
  },
  {
    displayName: 'Contacts per Minute',
    name: 'perMinute',
    type: 'number',
    typeOptions: { minValue: 1, maxValue: 60000 },
    noDataExpression: true,
    default: 100,
    description: 'How many contacts start the workflow in a minute, so that a popular product does not flood it',
  },
  SHOP_PROPERTY,
  {
    displayName: 'Filters',
    name: 'filters',
    type: 'collection',
    noDataExpression: true,
    placeholder: 'Add Filter',
    default: {},
    options: [
      {
        displayName: 'Anonymous Visitors',
        name: 'anonymous',
        type: 'boolean',
        default: true,
        description: 'Whether contacts count, too, of whom neither an email address nor a phone number is known',
      },
      ...GOODS_PROPERTIES,
      {
        displayName: 'Minimum Drop',
        name: 'minimumDrop',
        type: 'string',
        default: '',
        placeholder: 'e.g. 5.00',
        description: "How much the price has to fall at least, in the product's currency",
      },
      {
        displayName: 'Minimum Drop (%)',
        name: 'minimumDropPercent',
        type: 'number',
        typeOptions: { minValue: 0, maxValue: 100 },
        default: 10,
        description: 'How much the price has to fall at least, in percent of the price before',
      },
    ],
    description: 'Only products and falls of prices that meet all of these start the workflow',
  },
];
