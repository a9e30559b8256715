import type { INodePropertyOptions } from 'n8n-workflow';

/** What can happen to a contact, as a person picks it in a node. */
export const CONTACT_EVENT_OPTIONS: INodePropertyOptions[] = [
  {
    name: 'Cart Updated',
    value: 'cart.updated',
    description: 'Somebody who has given an address has begun a checkout, or left an order unpaid',
  },
  {
    name: 'Customer Created',
    value: 'customer.created',
    description: 'Somebody registered at the shop. A guest who buys does not register.',
  },
  { name: 'Customer Updated', value: 'customer.updated', description: 'Somebody changed a name or an address' },
  {
    name: 'Download Requested',
    value: 'download.requested',
    description: 'Somebody took what a form gives to those who have confirmed their address',
  },
  {
    name: 'First Purchase',
    value: 'order.first_purchase',
    description: "A contact's very first order was placed",
  },
  {
    name: 'Form Confirmed',
    value: 'form.confirmed',
    description: 'Somebody confirmed by mail what they had sent with a form',
  },
  {
    name: 'Form Submitted',
    value: 'form.submitted',
    description: 'Somebody sent a form. Where it asks for confirmation, the address is not proved yet.',
  },
  { name: 'Order Cancelled', value: 'order.cancelled' },
  { name: 'Order Completed', value: 'order.completed' },
  {
    name: 'Order Created',
    value: 'order.created',
    description: 'An order exists, also while it is unpaid: an abandoned checkout counts',
  },
  {
    name: 'Order Delivered',
    value: 'order.delivered',
    description: 'An order reached the status that the shop connection calls delivered',
  },
  { name: 'Order Failed', value: 'order.failed', description: 'Its payment failed or was declined' },
  { name: 'Order Paid', value: 'order.paid' },
  {
    name: 'Order Placed',
    value: 'order.placed',
    description: 'An order is a purchase: it is paid, or will be paid on delivery. Comes once per order.',
  },
  { name: 'Order Refunded', value: 'order.refunded', description: 'Wholly or in part' },
  { name: 'Order Status Changed', value: 'order.status_changed' },
];

/** What a workflow can start with: products have events, too, which belong to no contact. */
export const EVENT_OPTIONS: INodePropertyOptions[] = [
  ...CONTACT_EVENT_OPTIONS,
  {
    name: 'Product Back in Stock',
    value: 'product.back_in_stock',
    description: 'A product can be bought again. Belongs to no contact.',
  },
  {
    name: 'Product Price Dropped',
    value: 'product.price_dropped',
    description: 'The price is lower than it was. Belongs to no contact.',
  },
];
