import type { INodeProperties } from 'n8n-workflow';

/** Who is meant: the parameters that `contactReference` reads. */
export const CONTACT_PROPERTIES: INodeProperties[] = [
  {
    displayName: 'Contact',
    name: 'contactFrom',
    type: 'options',
    noDataExpression: true,
    options: [
      {
        name: 'Automatic',
        value: 'automatic',
        description: 'The contact that the item carries, else the one whose journey this is',
      },
      { name: 'By Email', value: 'email' },
      { name: 'By ID', value: 'id', description: "Aftercart's own ID of the contact" },
    ],
    default: 'automatic',
    description: 'Who is meant',
  },
  {
    displayName: 'Contact Email',
    name: 'contactEmail',
    type: 'string',
    required: true,
    default: '',
    placeholder: 'name@email.com',
    displayOptions: { show: { contactFrom: ['email'] } },
  },
  {
    displayName: 'Contact ID',
    name: 'contactId',
    type: 'string',
    required: true,
    default: '',
    placeholder: 'e.g. 1042',
    displayOptions: { show: { contactFrom: ['id'] } },
  },
];
