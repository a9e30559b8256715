import type { INodeProperties } from 'n8n-workflow';

import { CONSENT_PURPOSE_OPTIONS } from '../shared/consent-options';
import { CONTACT_PROPERTIES } from '../shared/contact-properties';

const GRANTED = { show: { status: ['granted'] } };

/** Who said what: the parameters that `consentUpdate` reads. */
export const UPDATE_CONSENT_PROPERTIES: INodeProperties[] = [
  ...CONTACT_PROPERTIES,
  {
    displayName: 'Consent',
    name: 'status',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'Granted', value: 'granted', description: 'They may be written to' },
      { name: 'Withdrawn', value: 'withdrawn', description: 'They do not want it, until they agree again themselves' },
    ],
    default: 'withdrawn',
  },
  {
    displayName: 'Channels',
    name: 'channels',
    type: 'multiOptions',
    noDataExpression: true,
    required: true,
    options: [
      { name: 'Email', value: 'email' },
      { name: 'On Site', value: 'onsite' },
      { name: 'Push', value: 'push' },
      { name: 'SMS', value: 'sms' },
      { name: 'WhatsApp', value: 'whatsapp' },
    ],
    default: ['email'],
  },
  {
    displayName: 'Purpose',
    name: 'purpose',
    type: 'options',
    noDataExpression: true,
    options: CONSENT_PURPOSE_OPTIONS,
    default: 'promotional',
  },
  {
    displayName: 'Basis',
    name: 'basis',
    type: 'options',
    noDataExpression: true,
    required: true,
    options: [
      { name: 'Choose…', value: '' },
      {
        name: 'Customer Exception',
        value: 'customer_exception',
        description: 'They bought, were told, and did not object. Only where the workspace turned it on.',
      },
      { name: 'Double Opt-In', value: 'double_opt_in', description: 'They said yes and confirmed it' },
      { name: 'Explicit', value: 'explicit', description: 'They said yes' },
    ],
    default: '',
    displayOptions: GRANTED,
    description: 'What lets you write to them. Without one nothing is granted.',
  },
  {
    displayName: 'Source',
    name: 'source',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'Form', value: 'form', description: 'They filled in a form' },
      {
        name: 'Journey',
        value: 'journey',
        description: 'The journey concludes it. That never undoes a withdrawal.',
      },
      { name: 'Reply', value: 'reply', description: 'They answered a message' },
    ],
    default: 'journey',
  },
  {
    displayName: 'Wording',
    name: 'wording',
    type: 'string',
    typeOptions: { rows: 2 },
    default: '',
    placeholder: 'e.g. Yes, send me offers by e-mail',
    description: 'The words that they agreed to or wrote: kept as evidence. To grant on their word it is needed.',
  },
];
