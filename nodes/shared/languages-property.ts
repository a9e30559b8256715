import type { INodeProperties } from 'n8n-workflow';

import { LANGUAGE_PROPERTIES } from './language-properties';

/** One content for each language: what `contentsByLanguage` reads. */
export const languagesProperty = (content: INodeProperties[]): INodeProperties => ({
  displayName: 'Languages',
  name: 'languages',
  type: 'fixedCollection',
  noDataExpression: true,
  typeOptions: { multipleValues: true, sortable: true },
  placeholder: 'Add Language',
  default: {},
  options: [{ displayName: 'Languages', name: 'values', values: [...LANGUAGE_PROPERTIES, ...content] }],
  description: 'Each contact gets its own language. The first one is for everybody whose language is not among them.',
});
