import type { INodePropertyOptions } from 'n8n-workflow';

import { CONTACT_EVENT_OPTIONS } from '../shared/event-types';

/** What happens to contacts beside what shops tell. */
const MORE: INodePropertyOptions[] = [
  { name: 'Checkout Started', value: 'checkout.started' },
  {
    name: 'Consent Asked For',
    value: 'consent.pending',
    description: 'Somebody signed up and was asked by mail to confirm it',
  },
  { name: 'Consent Granted', value: 'consent.granted' },
  { name: 'Consent Withdrawn', value: 'consent.withdrawn' },
  { name: 'Contact Changed', value: 'contact.updated', description: 'A field of the contact has another value' },
  { name: 'Contact Created', value: 'contact.created' },
  { name: 'Contact Merged', value: 'contact.merged', description: 'Another contact became part of this one' },
  { name: 'Form Submitted', value: 'form.submitted' },
  { name: 'List Joined', value: 'list.joined' },
  { name: 'List Left', value: 'list.left' },
  { name: 'Message Bounced', value: 'message.bounced', description: 'It came back' },
  { name: 'Message Clicked', value: 'message.clicked', description: 'A link in it was followed' },
  { name: 'Message Delivered', value: 'message.delivered', description: 'Its provider says that it has arrived' },
  {
    name: 'Message Dismissed',
    value: 'message.dismissed',
    description: 'A push or on-site message was closed without a click',
  },
  {
    name: 'Message Failed',
    value: 'message.failed',
    description: 'It could not be sent or delivered. Another channel may reach the contact.',
  },
  { name: 'Message Delivered', value: 'message.delivered', description: 'As the mail service tells' },
  { name: 'Message Marked as Spam', value: 'message.complained' },
  {
    name: 'Message Not Clicked',
    value: 'message.not_clicked',
    description: 'Nobody has followed a link in it for as long as you say',
  },
  {
    name: 'Message Not Opened',
    value: 'message.not_opened',
    description:
      'Nothing tells that it was opened for as long as you say. Some mail programs never tell: a missing click is the surer sign.',
  },
  { name: 'Message Opened', value: 'message.opened' },
  { name: 'Message Read', value: 'message.read' },
  { name: 'Message Replied', value: 'message.replied', description: 'The contact has answered it' },
  {
    name: 'Message Undeliverable',
    value: 'message.undeliverable',
    description: 'Its channel does not reach the contact: another one may',
  },
  { name: 'Page Viewed', value: 'page.viewed' },
  { name: 'Payment Card Error', value: 'payment.card_error', description: 'Card details were wrong at the checkout' },
  { name: 'Product Added to Cart', value: 'product.added_to_cart' },
  { name: 'Product Added to Wish List', value: 'product.added_to_wishlist' },
  { name: 'Product Removed From Cart', value: 'product.removed_from_cart' },
  { name: 'Product Removed From Wish List', value: 'product.removed_from_wishlist' },
  { name: 'Product Viewed', value: 'product.viewed' },
  { name: 'Score Crossed a Threshold', value: 'score.crossed' },
  { name: 'Segment Joined', value: 'segment.joined' },
  { name: 'Segment Left', value: 'segment.left' },
  { name: 'Site Exit Intent', value: 'site.exit_intent', description: 'Somebody is about to leave the site' },
  { name: 'Site Idle', value: 'site.idle', description: 'Somebody has not moved on a page for a while' },
  { name: 'Tag Added', value: 'tag.added' },
  { name: 'Tag Removed', value: 'tag.removed' },
];

const told = new Set(CONTACT_EVENT_OPTIONS.map(({ value }) => value));

/** Everything that can happen to a contact. */
export const ANY_EVENT_OPTIONS: INodePropertyOptions[] = [
  ...CONTACT_EVENT_OPTIONS,
  ...MORE.filter(({ value }) => !told.has(value)),
].sort((one, other) => one.name.localeCompare(other.name));

/** The events that say what did not happen, and those that are about a message. */
export const NEGLECTED = ['message.not_opened', 'message.not_clicked'];
export const ABOUT_MESSAGES = [
  'message.bounced',
  'message.clicked',
  'message.complained',
  'message.delivered',
  'message.dismissed',
  'message.failed',
  'message.opened',
  'message.read',
  'message.replied',
  'message.undeliverable',
  ...NEGLECTED,
];
