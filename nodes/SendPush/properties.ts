import type { INodeProperties } from 'n8n-workflow';

import { CONTACT_PROPERTIES } from '../shared/contact-properties';
import { EXTRA_DATA_PROPERTY } from '../shared/extra-data-property';
import { languagesProperty } from '../shared/languages-property';
import { purposeProperty } from '../shared/purpose-property';

const CONTENT_PROPERTIES: INodeProperties[] = [
  {
    displayName: 'Title',
    name: 'title',
    type: 'string',
    noDataExpression: true,
    default: '',
    placeholder: 'e.g. {{product.name}} costs less now',
    description: 'Handlebars over contact, order, event and the extra data. Keep it below 50 letters.',
  },
  {
    displayName: 'Text',
    name: 'text',
    type: 'string',
    typeOptions: { rows: 3 },
    noDataExpression: true,
    default: '',
    placeholder:
      'e.g. {{money product.price product.currency}} in place of {{money product.previousPrice product.currency}}',
    description: 'Handlebars, as in the title. About 120 letters are shown.',
  },
  {
    displayName: 'Link',
    name: 'url',
    type: 'string',
    noDataExpression: true,
    default: '',
    placeholder: 'e.g. {{product.url}}',
    description: 'What a click opens. Empty: the start page of the site.',
  },
  {
    displayName: 'Icon Address',
    name: 'icon',
    type: 'string',
    noDataExpression: true,
    default: '',
    placeholder: 'e.g. https://my-shop.com/icon.png',
    description: 'A small square picture beside the text',
  },
  {
    displayName: 'Image Address',
    name: 'image',
    type: 'string',
    noDataExpression: true,
    default: '',
    placeholder: 'e.g. {{product.image}}',
    description: 'A large picture. Not every browser shows it.',
  },
];

/** What is sent to whom: the parameters that `pushRequest` reads. */
export const PUSH_PROPERTIES: INodeProperties[] = [
  ...CONTACT_PROPERTIES,
  purposeProperty('Only to browsers in which the contact has agreed, in the hours of the sending calendar'),
  languagesProperty(CONTENT_PROPERTIES),
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add Option',
    default: {},
    options: [
      {
        displayName: 'Expires After (Hours)',
        name: 'expiresInHours',
        type: 'number',
        typeOptions: { minValue: 1, maxValue: 672 },
        default: 24,
        description: 'A browser that is off for longer does not get it',
      },
      EXTRA_DATA_PROPERTY,
    ],
  },
];
