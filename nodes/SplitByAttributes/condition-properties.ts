import type { INodeProperties } from 'n8n-workflow';

import { COMPARISON_OPTIONS } from '../shared/comparison-options';
import { CONSENT_CHANNEL_OPTIONS, CONSENT_PURPOSE_OPTIONS } from '../shared/consent-options';
import { ZONE_PROPERTY } from '../shared/zone-property';

const show = (...about: string[]) => ({ show: { about } });

/** One condition on a contact: the fields that `attributeRule` reads. */
export const CONDITION_PROPERTIES: INodeProperties[] = [
  {
    displayName: 'About',
    name: 'about',
    type: 'options',
    options: [
      { name: 'Consent', value: 'consent', description: 'What the contact agreed to' },
      { name: 'Custom Attribute', value: 'custom', description: "A field of the shop's own" },
      {
        name: 'Grade (RFM)',
        value: 'grade',
        description: 'How the contact buys: champions, loyal, new, at_risk and so on',
      },
      { name: 'List', value: 'list' },
      { name: 'Profile', value: 'profile', description: 'A field that every contact has' },
      { name: 'Score', value: 'score' },
      { name: 'Tag', value: 'tag' },
    ],
    default: 'profile',
  },
  {
    displayName: 'Field',
    name: 'field',
    type: 'options',
    options: [
      { name: 'Country', value: 'country', description: 'Two letters: IL, DE' },
      { name: 'Email', value: 'email' },
      { name: 'First Name', value: 'firstName' },
      { name: 'Language', value: 'locale', description: 'As he, ar, en-GB' },
      { name: 'Last Name', value: 'lastName' },
      { name: 'Phone', value: 'phone' },
      { name: 'Registered', value: 'createdAt', description: 'When the contact was seen first' },
      { name: 'Time Zone', value: 'timeZone' },
    ],
    default: 'country',
    displayOptions: show('profile'),
  },
  {
    displayName: 'Name',
    name: 'called',
    type: 'string',
    required: true,
    default: '',
    placeholder: 'e.g. tier',
    displayOptions: show('custom', 'list', 'score', 'tag'),
    description: 'Of the attribute, the tag or the score; the ID of the list',
  },
  {
    displayName: 'Comparison',
    name: 'comparison',
    type: 'options',
    options: COMPARISON_OPTIONS,
    default: 'equals',
    displayOptions: show('profile', 'custom', 'grade', 'score'),
  },
  {
    displayName: 'Value',
    name: 'value',
    type: 'string',
    default: '',
    placeholder: 'e.g. gold',
    displayOptions: { ...show('profile', 'custom', 'grade', 'score'), hide: { comparison: ['exists', 'missing'] } },
    description:
      'With "One Of" and "None Of" several values, comma-separated. Dates as 2026-11-22. Grades: champions, loyal, new, potential, promising, needs_attention, cannot_lose, at_risk, hibernating, lost.',
  },
  {
    ...ZONE_PROPERTY,
    displayOptions: { show: { about: ['profile', 'custom'], ...ZONE_PROPERTY.displayOptions?.show } },
  },
  {
    displayName: 'Has It',
    name: 'isThere',
    type: 'boolean',
    default: true,
    displayOptions: show('list', 'tag'),
    description: 'Whether the contact has to have the tag or be on the list, or must not',
  },
  {
    displayName: 'Channel',
    name: 'channel',
    type: 'options',
    options: CONSENT_CHANNEL_OPTIONS,
    default: 'email',
    displayOptions: show('consent'),
  },
  {
    displayName: 'Purpose',
    name: 'purpose',
    type: 'options',
    options: CONSENT_PURPOSE_OPTIONS,
    default: 'promotional',
    displayOptions: show('consent'),
  },
  {
    displayName: 'Status',
    name: 'status',
    type: 'options',
    options: [
      { name: 'Granted', value: 'granted' },
      { name: 'Never Asked', value: 'none' },
      { name: 'Pending', value: 'pending' },
      { name: 'Withdrawn', value: 'withdrawn' },
    ],
    default: 'granted',
    displayOptions: show('consent'),
  },
];
