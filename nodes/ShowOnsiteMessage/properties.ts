import type { INodeProperties } from 'n8n-workflow';

import { CONTACT_PROPERTIES } from '../shared/contact-properties';
import { EXTRA_DATA_PROPERTY } from '../shared/extra-data-property';
import { languagesProperty } from '../shared/languages-property';
import { purposeProperty } from '../shared/purpose-property';

const text = (
  property: Pick<INodeProperties, 'displayName' | 'name' | 'placeholder' | 'description'>,
): INodeProperties => ({
  ...property,
  type: 'string',
  noDataExpression: true,
  default: '',
});

const CONTENT_PROPERTIES: INodeProperties[] = [
  text({
    displayName: 'Title',
    name: 'title',
    placeholder: 'e.g. Before you go{{#if contact.firstName}}, {{contact.firstName}}{{/if}}',
    description:
      "Handlebars over contact, order, event and the extra data. In browsers that are not proven to be the contact's, what is known of them is empty.",
  }),
  {
    ...text({
      displayName: 'Text',
      name: 'text',
      placeholder: 'e.g. 10 % off with HELLO10',
      description: 'Handlebars',
    }),
    typeOptions: { rows: 3 },
  },
  text({
    displayName: 'Button',
    name: 'button',
    placeholder: 'e.g. Take it',
    description: 'What stands on the button. Empty: no button.',
  }),
  text({
    displayName: 'Link',
    name: 'url',
    placeholder: 'e.g. https://my-shop.com/cart',
    description: 'What the button opens: an address of the web, or mailto: or tel:. Empty: it closes the message.',
  }),
  text({
    displayName: 'Image Address',
    name: 'image',
    placeholder: 'e.g. {{product.image}}',
    description: 'A picture above the title',
  }),
];

/** What is shown to whom and when: the parameters that `onsiteRequest` reads. */
export const ONSITE_PROPERTIES: INodeProperties[] = [
  ...CONTACT_PROPERTIES,
  {
    displayName: 'Kind',
    name: 'kind',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'Banner', value: 'banner', description: 'A line at the bottom of the page' },
      { name: 'Chat Window', value: 'chat', description: 'A small window in the corner that offers help' },
      { name: 'Pop-Up', value: 'popup', description: 'A window before the page' },
    ],
    default: 'popup',
  },
  {
    displayName: 'When',
    name: 'moment',
    type: 'options',
    noDataExpression: true,
    options: [
      {
        name: 'About to Leave',
        value: 'exit',
        description: 'The mouse leaves the page at the top, or a phone scrolls up fast',
      },
      { name: 'At Once', value: 'now', description: 'On the page that is open, or on the next one' },
      { name: 'Card Error', value: 'cardError', description: 'The page tells that a card was not taken' },
      { name: 'Idle', value: 'idle', description: 'The visitor has not moved for as long as the site says' },
    ],
    default: 'now',
    description: 'What has to happen on a page before it shows the message',
  },
  purposeProperty('Not to those who do not want on-site offers, within the frequency caps'),
  languagesProperty(CONTENT_PROPERTIES),
  {
    displayName: 'Repeat',
    name: 'repeat',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'After Some Days', value: 'afterDays' },
      { name: 'Each Time', value: 'always' },
      { name: 'Once', value: 'once' },
    ],
    default: 'once',
    description: 'Whether somebody who was shown it by this node before is shown it again',
  },
  {
    displayName: 'Days',
    name: 'repeatDays',
    type: 'number',
    typeOptions: { minValue: 1, maxValue: 366 },
    default: 30,
    displayOptions: { show: { repeat: ['afterDays'] } },
  },
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
        typeOptions: { minValue: 1, maxValue: 8784 },
        default: 168,
        description: 'Whoever opens no page until then is not shown it',
      },
      {
        ...EXTRA_DATA_PROPERTY,
        description: 'An object of further values for the templates. Every browser of the contact is shown them.',
      },
      {
        displayName: 'Visitor ID',
        name: 'visitor',
        type: 'string',
        default: '',
        description: 'The anonymous ID of a browser: it is shown there, also where nobody knows whose it is',
      },
    ],
  },
];
