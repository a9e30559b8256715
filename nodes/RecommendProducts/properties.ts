import type { INodeProperties } from 'n8n-workflow';

import { CONTACT_PROPERTIES } from '../shared/contact-properties';

const STRATEGY_OPTIONS = [
  {
    name: 'Best Sellers',
    value: 'bestSellers',
    description: 'What sells best by now, in all categories or in those below',
  },
  {
    name: 'Bought Together',
    value: 'alsoBought',
    description: 'What others bought with the products below, or with the latest order of the contact',
  },
  {
    name: 'Due for Replenishment',
    value: 'replenishment',
    description: 'What the contact bought and is about to run out of',
  },
  { name: 'Next Best Offer', value: 'nextBestOffer', description: "What goes with all of the contact's latest orders" },
  { name: 'Recently Viewed', value: 'recentlyViewed', description: 'What the contact looked at last' },
];

/** Which products, and how many: the parameters that `recommend` reads. */
export const RECOMMEND_PROPERTIES: INodeProperties[] = [
  {
    displayName: 'Strategy',
    name: 'strategy',
    type: 'options',
    noDataExpression: true,
    options: STRATEGY_OPTIONS,
    default: 'alsoBought',
  },
  {
    displayName: 'Then',
    name: 'fallbacks',
    type: 'multiOptions',
    noDataExpression: true,
    options: STRATEGY_OPTIONS,
    default: ['bestSellers'],
    description: 'Tried one after the other, as chosen, as long as there are not enough products',
  },
  {
    displayName: 'Number of Products',
    name: 'count',
    type: 'number',
    typeOptions: { minValue: 1, maxValue: 50 },
    default: 3,
    description: 'How many products to find at most',
  },
  {
    displayName: 'Fewest Products',
    name: 'fewest',
    type: 'number',
    typeOptions: { minValue: 1, maxValue: 50 },
    default: 1,
    description: 'With fewer products than these the contact takes the output "None"',
  },
  {
    displayName: 'Products',
    name: 'products',
    type: 'string',
    default: '',
    placeholder: 'e.g. 412, SKU-7',
    description: 'IDs or SKUs, separated by commas, that others go with. Empty: the latest order of the contact.',
  },
  {
    displayName: 'Filters',
    name: 'filters',
    type: 'collection',
    placeholder: 'Add Filter',
    default: {},
    options: [
      {
        displayName: 'Categories',
        name: 'categories',
        type: 'string',
        default: '',
        description: 'Only products of these: IDs, slugs or names, separated by commas',
      },
      {
        displayName: 'Due Within Days',
        name: 'dueWithinDays',
        type: 'number',
        typeOptions: { minValue: 0, maxValue: 365 },
        default: 7,
        description: 'For replenishment: how far ahead to look',
      },
      {
        displayName: 'Exclude',
        name: 'exclude',
        type: 'string',
        default: '',
        description: 'Never these: IDs or SKUs, separated by commas',
      },
      {
        displayName: 'Highest Price',
        name: 'maximumPrice',
        type: 'number',
        typeOptions: { minValue: 0 },
        default: 0,
        description: "In the contact's currency",
      },
      {
        displayName: 'Include What the Contact Owns',
        name: 'includesOwned',
        type: 'boolean',
        default: false,
        description: 'Whether products that the contact has bought before may be found, too',
      },
      {
        displayName: 'Lowest Price',
        name: 'minimumPrice',
        type: 'number',
        typeOptions: { minValue: 0 },
        default: 0,
        description: "In the contact's currency",
      },
      {
        displayName: 'Shop ID',
        name: 'shop',
        type: 'string',
        default: '',
        description: 'Only products of this shop connection',
      },
    ],
  },
  ...CONTACT_PROPERTIES,
];
