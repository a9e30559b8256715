import type { INodeProperties } from 'n8n-workflow';

import {
  CREDENTIAL_NOTICE,
  GOODS_PROPERTIES,
  SHOP_PROPERTY,
  spanProperties,
} from '../shared/trigger/common-properties';

const MINIMUM_TOTAL: INodeProperties = {
  displayName: 'Minimum Total',
  name: 'minimumTotal',
  type: 'string',
  default: '',
  placeholder: 'e.g. 49.90',
  description: "Smallest total of a cart that counts, in the cart's currency",
};

/** What the trigger waits for: the parameters that `cartFilter` reads. */
export const CART_PROPERTIES: INodeProperties[] = [
  CREDENTIAL_NOTICE,
  ...spanProperties({
    displayName: 'Left For',
    name: 'idle',
    default: 2,
    description: 'How long nobody has touched the cart. A change of the cart begins the time anew, a purchase ends it.',
  }),
  {
    displayName: 'Once per Cart',
    name: 'oncePerCart',
    type: 'boolean',
    noDataExpression: true,
    default: true,
    description: 'Whether a cart that was left, changed and left again starts the workflow only the first time',
  },
  SHOP_PROPERTY,
  {
    displayName: 'Filters',
    name: 'filters',
    type: 'collection',
    noDataExpression: true,
    placeholder: 'Add Filter',
    default: {},
    options: [...GOODS_PROPERTIES, MINIMUM_TOTAL].sort((one, other) =>
      one.displayName.localeCompare(other.displayName),
    ),
    description: 'Only carts that meet all of these start the workflow',
  },
];
