import type { INodeProperties } from 'n8n-workflow';

/** Which date, and when it is reached: the parameters that `dateFilter` reads. */
export const PROPERTIES: INodeProperties[] = [
  {
    displayName:
      'In n8n, choose the Aftercart API credential of your Aftercart server here. Inside Aftercart no credential is needed.',
    name: 'notice',
    type: 'notice',
    default: '',
  },
  {
    displayName: 'Date',
    name: 'date',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'Another Attribute', value: 'attribute', description: 'A renewal, an anniversary, a due date, …' },
      { name: 'Birthday', value: 'birthday', description: 'The attribute "birthday"' },
      { name: 'First Order', value: 'firstOrder', description: 'The anniversary of the first purchase' },
      { name: 'Latest Order', value: 'lastOrder', description: 'The anniversary of the latest purchase' },
      { name: 'Registration', value: 'createdAt', description: 'The anniversary of becoming a contact' },
    ],
    default: 'birthday',
  },
  {
    displayName: 'Attribute',
    name: 'attribute',
    type: 'string',
    noDataExpression: true,
    required: true,
    default: '',
    placeholder: 'e.g. renewal',
    displayOptions: { show: { date: ['attribute'] } },
    description: 'The name of a date attribute of contacts',
  },
  {
    displayName: 'Repeat',
    name: 'repeat',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'Every Month', value: 'monthly', description: 'On the last day of shorter months' },
      { name: 'Every Year', value: 'yearly' },
      { name: 'Once', value: 'once', description: 'Once for each date: a renewal that is put off comes again' },
    ],
    default: 'yearly',
  },
  {
    displayName: 'Days',
    name: 'offsets',
    type: 'string',
    noDataExpression: true,
    required: true,
    default: '0',
    placeholder: 'e.g. -30, -15, 0',
    description:
      'How many days after the date, negative before it. Each of several, comma-separated, starts the workflow.',
  },
  {
    displayName: 'Time of Day',
    name: 'timeOfDay',
    type: 'string',
    noDataExpression: true,
    required: true,
    default: '09:00',
    placeholder: 'e.g. 09:00',
    description:
      'A time that a clock change skips is taken as that much later; of one that happens twice the first is taken',
  },
  {
    displayName: 'Time Zone',
    name: 'zone',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: "Contact's", value: 'contact', description: "The contact's, else their country's, else the workspace's" },
      { name: "Workspace's", value: 'workspace' },
    ],
    default: 'contact',
    description: 'Whose clock and calendar count',
  },
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add Option',
    default: {},
    options: [
      {
        displayName: '29 February',
        name: 'leapDay',
        type: 'options',
        noDataExpression: true,
        options: [
          { name: 'Is Celebrated on 1 March', value: 'march1' },
          { name: 'Is Celebrated on 28 February', value: 'february28' },
        ],
        default: 'february28',
        description: 'In the years between leap years',
      },
      {
        displayName: 'Late by at Most (Hours)',
        name: 'lateHours',
        type: 'number',
        noDataExpression: true,
        typeOptions: { minValue: 0, maxValue: 168 },
        default: 12,
        description:
          'After the server was down: what is later does not start the workflow, and says so in the contact’s journeys',
      },
      {
        displayName: 'Months',
        name: 'months',
        type: 'number',
        noDataExpression: true,
        typeOptions: { minValue: -120, maxValue: 120 },
        default: 0,
        description: 'So many months after the date, negative before it, instead of the days',
      },
    ],
  },
];
