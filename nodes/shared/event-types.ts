import type { INodePropertyOptions } from 'n8n-workflow';

/** What a journey can start with, as a person picks it in a node. */
export const EVENT_OPTIONS: INodePropertyOptions[] = [
  {
    name: 'Customer Created',
    value: 'customer.created',
    description: 'Somebody registered at the shop. A guest who buys does not register.',
  },
  {
    name: 'First Purchase',
    value: 'order.first_purchase',
    description: "A contact's very first order was placed",
  },
  { name: 'Order Cancelled', value: 'order.cancelled' },
  { name: 'Order Completed', value: 'order.completed' },
  {
    name: 'Order Created',
    value: 'order.created',
    description: 'An order exists, also while it is unpaid: an abandoned checkout counts',
  },
  { name: 'Order Paid', value: 'order.paid' },
  {
    name: 'Order Placed',
    value: 'order.placed',
    description: 'An order is a purchase: it is paid, or will be paid on delivery. Comes once per order.',
  },
  { name: 'Order Refunded', value: 'order.refunded', description: 'Wholly or in part' },
  { name: 'Order Status Changed', value: 'order.status_changed' },
];
