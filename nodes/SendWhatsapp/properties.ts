import type { INodeProperties } from 'n8n-workflow';

import { CONTACT_PROPERTIES } from '../shared/contact-properties';
import { purposeProperty } from '../shared/purpose-property';
import { CONTENT_PROPERTIES } from './content-properties';

const OPTION_PROPERTIES: INodeProperties[] = [
  {
    displayName: 'Extra Data',
    name: 'data',
    type: 'json',
    default: '{}',
    description: 'An object of further values for the templates',
  },
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
