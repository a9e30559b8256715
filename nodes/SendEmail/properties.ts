import type { INodeProperties } from 'n8n-workflow';

import { CONTACT_PROPERTIES } from '../shared/contact-properties';
import { LANGUAGE_PROPERTIES } from '../shared/language-properties';

const CONTENT_PROPERTIES: INodeProperties[] = [
  ...LANGUAGE_PROPERTIES,
  {
    displayName: 'Subject',
    name: 'subject',
    type: 'string',
    noDataExpression: true,
    default: '',
    placeholder: 'e.g. Welcome, {{contact.firstName}}',
    description: 'Handlebars over contact, order, event and the extra data',
  },
  {
    displayName: 'Body',
    name: 'body',
    type: 'string',
    typeOptions: { rows: 12 },
    noDataExpression: true,
    default: '',
    placeholder: 'e.g. &lt;p&gt;Thank you for order {{order.number}}!&lt;/p&gt;',
    description: 'HTML with Handlebars over contact, order, event and the extra data. The text part is made from it.',
  },
];

const OPTION_PROPERTIES: INodeProperties[] = [
  {
    displayName: 'Extra Data',
    name: 'data',
    type: 'json',
    default: '{}',
    description: 'An object of further values for the templates',
  },
  {
    displayName: 'From',
    name: 'from',
    type: 'string',
    default: '',
    placeholder: 'e.g. My Shop &lt;hello@my-shop.com&gt;',
    description: 'Empty: the sender that the workspace has for this purpose',
  },
  { displayName: 'Reply To', name: 'replyTo', type: 'string', default: '', placeholder: 'e.g. service@my-shop.com' },
  {
    displayName: 'Sender ID',
    name: 'sender',
    type: 'string',
    default: '',
    description: 'Empty: the sender that the workspace has for this purpose',
  },
  {
    displayName: 'To',
    name: 'to',
    type: 'string',
    default: '',
    placeholder: 'e.g. name@email.com',
    description: "Sends to this address instead of the contact's own",
  },
];

/** What is sent to whom: the parameters that `emailRequest` reads. */
export const EMAIL_PROPERTIES: INodeProperties[] = [
  ...CONTACT_PROPERTIES,
  {
    displayName: 'Purpose',
    name: 'purpose',
    type: 'options',
    noDataExpression: true,
    options: [
      {
        name: 'Promotional',
        value: 'promotional',
        description: 'Only with consent, in the hours of the sending calendar, with a link to unsubscribe',
      },
      {
        name: 'Transactional',
        value: 'transactional',
        description: 'Belongs to an order or an account, and is sent whatever the contact chose about marketing',
      },
    ],
    default: 'promotional',
  },
  {
    displayName: 'Languages',
    name: 'languages',
    type: 'fixedCollection',
    noDataExpression: true,
    typeOptions: { multipleValues: true, sortable: true },
    placeholder: 'Add Language',
    default: {},
    options: [{ displayName: 'Languages', name: 'values', values: CONTENT_PROPERTIES }],
    description: 'Each contact gets its own language. The first one is for everybody whose language is not among them.',
  },
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add Option',
    default: {},
    options: OPTION_PROPERTIES,
  },
];
