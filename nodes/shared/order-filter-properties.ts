import type { INodeProperties } from 'n8n-workflow';

/** The statuses that every WooCommerce shop has. Plugins add others. */
export const STATUS_OPTIONS = [
  { name: 'Cancelled', value: 'cancelled' },
  { name: 'Completed', value: 'completed' },
  { name: 'Failed', value: 'failed' },
  { name: 'On Hold', value: 'on-hold' },
  { name: 'Pending Payment', value: 'pending' },
  { name: 'Processing', value: 'processing' },
  { name: 'Refunded', value: 'refunded' },
];

/** Which orders count: the fields of a `collection` that `orderFilter` reads. */
export const ORDER_FILTER_PROPERTIES: INodeProperties[] = [
  {
    displayName: 'Categories',
    name: 'categories',
    type: 'string',
    default: '',
    placeholder: 'e.g. coffee, 23',
    description: 'Names, slugs or IDs, comma-separated. One product of the order in one of them is enough.',
  },
  {
    displayName: 'Minimum Total',
    name: 'minimumTotal',
    type: 'string',
    default: '',
    placeholder: 'e.g. 49.90',
    description: "Smallest order total that counts, in the order's currency",
  },
  {
    displayName: 'Other Statuses',
    name: 'otherStatuses',
    type: 'string',
    default: '',
    placeholder: 'e.g. shipped, ready-for-pickup',
    description: 'Statuses that a plugin added to the shop, comma-separated',
  },
  {
    displayName: 'Product IDs',
    name: 'productIds',
    type: 'string',
    default: '',
    placeholder: 'e.g. 512, 733',
    description: 'IDs of products or variations in the shop, comma-separated. One of them in the order is enough.',
  },
  {
    displayName: 'SKUs',
    name: 'skus',
    type: 'string',
    default: '',
    placeholder: 'e.g. MUG-01, MUG-02',
    description: 'Comma-separated. One of them in the order is enough.',
  },
  {
    displayName: 'Statuses',
    name: 'statuses',
    type: 'multiOptions',
    options: STATUS_OPTIONS,
    default: [],
    description: 'Order statuses that count. None chosen: every status.',
  },
];
