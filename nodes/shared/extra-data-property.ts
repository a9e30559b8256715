import type { INodeProperties } from 'n8n-workflow';

/** What templates name besides contact, order and event: what `templateData` reads. */
export const EXTRA_DATA_PROPERTY: INodeProperties = {
  displayName: 'Extra Data',
  name: 'data',
  type: 'json',
  default: '{}',
  description: 'An object of further values for the templates',
};
