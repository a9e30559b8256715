import type { INodeProperties } from 'n8n-workflow';

import { CONTACT_PROPERTIES } from '../shared/contact-properties';
import { EXTRA_DATA_PROPERTY } from '../shared/extra-data-property';
import { languagesProperty } from '../shared/languages-property';
import { purposeProperty } from '../shared/purpose-property';
import { CONTENT_PROPERTIES } from './content-properties';

const OPTION_PROPERTIES: INodeProperties[] = [
  EXTRA_DATA_PROPERTY,
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
    placeholder: 'e.g. +972501234567',
    description: "Sends to this number instead of the contact's own",
  },
];

/** What is sent to whom: the parameters that `whatsappRequest` reads. */
export const WHATSAPP_PROPERTIES: INodeProperties[] = [
  ...CONTACT_PROPERTIES,
  purposeProperty('Advertises: only to contacts who want it, in the hours of the sending calendar'),
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
