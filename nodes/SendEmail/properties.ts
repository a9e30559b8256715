import type { INodeProperties } from 'n8n-workflow';

import { CONTACT_PROPERTIES } from '../shared/contact-properties';
import { EXTRA_DATA_PROPERTY } from '../shared/extra-data-property';
import { languagesProperty } from '../shared/languages-property';
import { purposeProperty } from '../shared/purpose-property';

const CONTENT_PROPERTIES: INodeProperties[] = [
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
    displayName: 'Preview Text',
    name: 'preheader',
    type: 'string',
    noDataExpression: true,
    default: '',
    placeholder: 'e.g. Your order is on its way',
    description: 'What lists of mails show after the subject. Handlebars, as in the subject.',
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
    displayName: 'Defer at Most (Hours)',
    name: 'deferAtMostHours',
    type: 'number',
    typeOptions: { minValue: 1, maxValue: 8784 },
    default: 168,
    description: 'An e-mail that would have to wait for longer is not sent',
  },
  EXTRA_DATA_PROPERTY,
  {
    displayName: 'From',
    name: 'from',
    type: 'string',
    default: '',
    placeholder: 'e.g. My Shop &lt;hello@my-shop.com&gt;',
    description: 'Empty: the sender that the workspace has for this purpose',
  },
  {
    displayName: 'If the Contact Has Got Enough',
    name: 'onCap',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'Send Later', value: 'defer', description: 'As soon as the frequency caps of the workspace allow it' },
      { name: 'Skip', value: 'skip' },
    ],
    default: 'defer',
    description: 'What becomes of a promotional e-mail that is above a frequency cap',
  },
  {
    displayName: 'Outside Sending Hours',
    name: 'onClosed',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'Send Later', value: 'defer', description: 'As soon as the sending calendar allows it' },
      { name: 'Skip', value: 'skip' },
    ],
    default: 'defer',
    description: 'What becomes of a promotional e-mail whose time is outside the sending calendar',
  },
  {
    displayName: 'Layout',
    name: 'layout',
    type: 'options',
    options: [
      { name: 'Default', value: 'default', description: "The workspace's header with its logo, and its footer" },
      { name: 'None', value: 'none', description: 'The body alone' },
      { name: 'Plain', value: 'plain', description: 'The body as a letter, with the footer' },
    ],
    default: 'default',
    description: 'What stands around the body. A whole HTML document stays as it is.',
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
  {
    displayName: 'Track Opens and Clicks',
    name: 'track',
    type: 'boolean',
    default: false,
    description:
      'Whether a transactional e-mail tells who opens it and follows its links, as promotional ones do. What the workspace does not have told at all stays untold.',
  },
];

/** What is sent to whom: the parameters that `emailRequest` reads. */
export const EMAIL_PROPERTIES: INodeProperties[] = [
  ...CONTACT_PROPERTIES,
  purposeProperty('Only with consent, in the hours of the sending calendar, with a link to unsubscribe'),
  {
    displayName: 'Content',
    name: 'content',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'Own Text', value: 'own', description: 'Subject and body are written in this node' },
      { name: 'Template', value: 'template', description: 'A message template of the workspace' },
    ],
    default: 'own',
  },
  {
    displayName: 'Template Name',
    name: 'template',
    type: 'string',
    required: true,
    default: '',
    placeholder: 'e.g. Welcome',
    description: 'Messages say what the template said when they were queued',
    displayOptions: { show: { content: ['template'] } },
  },
  { ...languagesProperty(CONTENT_PROPERTIES), displayOptions: { show: { content: ['own'] } } },
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add Option',
    default: {},
    options: OPTION_PROPERTIES,
  },
];
