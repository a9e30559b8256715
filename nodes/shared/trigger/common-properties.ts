import type { INodeProperties } from 'n8n-workflow';

import { ORDER_FILTER_PROPERTIES } from '../order-filter-properties';

export const CREDENTIAL_NOTICE: INodeProperties = {
  displayName:
    'In n8n, connect the shop to your Aftercart server once and choose an Aftercart API credential here. Inside Aftercart no credential is needed.',
  name: 'notice',
  type: 'notice',
  default: '',
};

export const SHOP_PROPERTY: INodeProperties = {
  displayName: 'Shop',
  name: 'shop',
  type: 'string',
  noDataExpression: true,
  default: '',
  placeholder: 'Every shop',
  description: 'ID of the shop connection in Aftercart. Empty: every shop of the workspace, and sites.',
};

const GOODS = ['categories', 'productIds', 'skus'];

/** Which products count: the fields of a collection that `orderFilter` reads. */
export const GOODS_PROPERTIES: INodeProperties[] = ORDER_FILTER_PROPERTIES.filter(({ name }) =>
  GOODS.includes(name),
).map(({ description, ...property }) => ({ ...property, description: description?.replace(/ One .*$/, '') }));

/** How long, in `amount` and `unit`. */
export function spanProperties(
  amount: Pick<INodeProperties, 'displayName' | 'name' | 'description' | 'displayOptions'> & { default: number },
): INodeProperties[] {
  const { displayOptions } = amount;
  return [
    {
      ...amount,
      type: 'number',
      typeOptions: { minValue: 1 },
      noDataExpression: true,
    },
    {
      displayName: 'Unit',
      name: `${amount.name}Unit`,
      type: 'options',
      noDataExpression: true,
      options: [
        { name: 'Minutes', value: 'minutes' },
        { name: 'Hours', value: 'hours' },
        { name: 'Days', value: 'days' },
      ],
      default: 'hours',
      ...(displayOptions && { displayOptions }),
    },
  ];
}
