import type { INodeProperties } from 'n8n-workflow';

import { CONTACT_PROPERTIES } from '../shared/contact-properties';
import { EXTRA_DATA_PROPERTY } from '../shared/extra-data-property';
import { languagesProperty } from '../shared/languages-property';
import { purposeProperty } from '../shared/purpose-property';

const CONTENT_PROPERTIES: INodeProperties[] = [
  {
    displayName: 'Text',
    name: 'text',
    type: 'string',
    typeOptions: { rows: 4 },
    noDataExpression: true,
    default: '',
    placeholder: 'e.g. Hi {{contact.firstName}}, order {{order.number}} is on its way',
    description:
      'Handlebars over contact, order, event and the extra data. 160 letters fit into a segment; 70 where one of them is Hebrew, Arabic or an emoji.',
  },
];

const OPTION_PROPERTIES: INodeProperties[] = [
  {
    displayName: 'Add How to Refuse',
    name: 'optOutText',
    type: 'boolean',
    default: true,
    description: 'Whether promotional messages end with how to refuse more of them, where the sender can be answered',
  },
  EXTRA_DATA_PROPERTY,
  {
    displayName: 'Sender ID',
    name: 'sender',
    type: 'string',
    default: '',
    description: 'Empty: the sender that the workspace has for this purpose',
  },
  {
    displayName: 'Shorten Links',
    name: 'shortLinks',
    type: 'boolean',
    default: true,
    description: 'Whether links are replaced by short ones, which tell who clicked',
  },
  {
    displayName: 'To',
    name: 'to',
    type: 'string',
    default: '',
    placeholder: 'e.g. +972502345678',
    description: "Sends to this number instead of the contact's own",
  },
];

/** What is sent to whom: the parameters that `smsRequest` reads. */
export const SMS_PROPERTIES: INodeProperties[] = [
  ...CONTACT_PROPERTIES,
  purposeProperty('Only with consent, in the hours of the sending calendar, with a way to refuse more'),
  languagesProperty(CONTENT_PROPERTIES),
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add Option',
    default: {},
    options: OPTION_PROPERTIES,
  },
];
