import type { INodeProperties } from 'n8n-workflow';

const PLACE_NAME: INodeProperties = {
  displayName: 'Name',
  name: 'name',
  type: 'string',
  noDataExpression: true,
  default: '',
  description: 'Only for templates whose variables have names; else the order counts',
};

const BODY: INodeProperties = {
  displayName: 'Body Variables',
  name: 'body',
  type: 'fixedCollection',
  noDataExpression: true,
  typeOptions: { multipleValues: true, sortable: true },
  placeholder: 'Add Variable',
  default: {},
  options: [
    {
      displayName: 'Variables',
      name: 'values',
      values: [
        {
          displayName: 'Text',
          name: 'text',
          type: 'string',
          noDataExpression: true,
          default: '',
          placeholder: 'e.g. {{contact.firstName}}',
          description: 'Handlebars over contact, order, event and the extra data. Meta refuses empty ones.',
        },
        PLACE_NAME,
      ],
    },
  ],
  description: 'What stands at {{1}}, {{2}}, … of the template, in this order',
};

const HEADER: INodeProperties[] = [
  {
    displayName: 'Header',
    name: 'headerKind',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'Document', value: 'document' },
      { name: 'Image', value: 'image' },
      { name: 'None or Fixed', value: 'none' },
      { name: 'Text', value: 'text' },
      { name: 'Video', value: 'video' },
    ],
    default: 'none',
    description: 'What changes above the text',
  },
  {
    displayName: 'Header Text or Address',
    name: 'headerValue',
    type: 'string',
    noDataExpression: true,
    default: '',
    placeholder: 'e.g. {{product.imageUrl}}',
    displayOptions: { hide: { headerKind: ['none'] } },
    description: 'Handlebars. For files an https address that Meta can fetch.',
  },
  {
    displayName: 'File Name',
    name: 'headerFilename',
    type: 'string',
    noDataExpression: true,
    default: '',
    placeholder: 'e.g. invoice.pdf',
    displayOptions: { show: { headerKind: ['document'] } },
  },
];

const BUTTONS: INodeProperties = {
  displayName: 'Button Links',
  name: 'buttons',
  type: 'fixedCollection',
  noDataExpression: true,
  typeOptions: { multipleValues: true },
  placeholder: 'Add Link',
  default: {},
  options: [
    {
      displayName: 'Links',
      name: 'values',
      values: [
        {
          displayName: 'Button',
          name: 'index',
          type: 'number',
          noDataExpression: true,
          typeOptions: { minValue: 0, maxValue: 9 },
          default: 0,
          description: 'Which button of the template it is: 0 is the first',
        },
        PLACE_NAME,
        {
          displayName: 'Suffix',
          name: 'suffix',
          type: 'string',
          noDataExpression: true,
          default: '',
          placeholder: 'e.g. {{order.number}}',
          description: "What comes at the end of the button's address. Handlebars.",
        },
      ],
    },
  ],
};

/** What contacts of one language get: the parameters that `whatsappContents` reads. */
export const CONTENT_PROPERTIES: INodeProperties[] = [
  {
    displayName: 'Template',
    name: 'templateName',
    type: 'string',
    noDataExpression: true,
    default: '',
    placeholder: 'e.g. cart_reminder',
    description: 'The name of an approved template; at Twilio its ContentSid (HX…)',
  },
  {
    displayName: 'Template Language Code',
    name: 'templateLanguage',
    type: 'string',
    noDataExpression: true,
    default: '',
    placeholder: 'e.g. en_US',
    description: 'Exactly as approved: en and en_US are two. Empty: the language above.',
  },
  BODY,
  ...HEADER,
  BUTTONS,
  {
    displayName: 'Text in Conversation',
    name: 'text',
    type: 'string',
    typeOptions: { rows: 4 },
    noDataExpression: true,
    default: '',
    placeholder: 'e.g. Hello {{contact.firstName}}, how can we help?',
    description: 'Goes instead of the template within 24 hours of what the contact wrote last. Handlebars.',
  },
];
