import type { INodeProperties } from 'n8n-workflow';

/** When an order has to be placed to count: the fields that `readWindow` reads. */
export const WINDOW_PROPERTIES: INodeProperties[] = [
  {
    displayName: 'Window',
    name: 'window',
    type: 'options',
    options: [
      { name: 'Any Time', value: 'none' },
      { name: 'Between Dates', value: 'between' },
      { name: 'Since Entering the Journey', value: 'entry' },
      {
        name: 'Since the Previous Message',
        value: 'message',
        description: 'The last one that this journey sent to the contact',
      },
      { name: 'Within the Last Days', value: 'days' },
      { name: 'Within the Last Hours', value: 'hours' },
    ],
    default: 'none',
    description: 'When an order has to be placed to count. A day is 24 hours.',
  },
  {
    displayName: 'Window Length',
    name: 'windowLength',
    type: 'number',
    typeOptions: { minValue: 0 },
    default: 1,
    displayOptions: { show: { window: ['days', 'hours'] } },
    description: 'How many hours or days the window reaches back',
  },
  {
    displayName: 'From',
    name: 'windowFrom',
    type: 'dateTime',
    default: '',
    displayOptions: { show: { window: ['between'] } },
    description: 'Empty: from the beginning',
  },
  {
    displayName: 'To',
    name: 'windowTo',
    type: 'dateTime',
    default: '',
    displayOptions: { show: { window: ['between'] } },
    description: 'Empty: until now',
  },
  {
    displayName: 'Days Of',
    name: 'windowZone',
    type: 'options',
    options: [
      { name: 'The Contact', value: 'contact', description: "In the contact's time zone, where that is known" },
      { name: 'The Workflow', value: 'workflow', description: "In the workflow's time zone" },
      { name: 'The Workspace', value: 'workspace', description: "In the workspace's time zone" },
    ],
    default: 'workflow',
    displayOptions: { show: { window: ['between'] } },
    description: 'Where the days of both dates begin',
  },
];
