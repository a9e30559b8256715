import type { INodeProperties } from 'n8n-workflow';

/** The language of one content: the parameters that `languageOf` reads. */
export const LANGUAGE_PROPERTIES: INodeProperties[] = [
  {
    displayName: 'Language',
    name: 'language',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'Arabic', value: 'ar' },
      { name: 'English', value: 'en' },
      { name: 'Hebrew', value: 'he' },
      { name: 'Other', value: 'other' },
    ],
    default: 'en',
  },
  {
    displayName: 'Language Tag',
    name: 'otherLanguage',
    type: 'string',
    noDataExpression: true,
    required: true,
    default: '',
    placeholder: 'e.g. de or pt-BR',
    displayOptions: { show: { language: ['other'] } },
  },
];
