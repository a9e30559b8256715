import type { INodeProperties } from 'n8n-workflow';

const WITH_MEMBERS = { show: { members: ['also', 'only'] } };

/** Whom the trigger waits for, and whom it takes in at once: the parameters that `audienceFilter` reads. */
export const PROPERTIES: INodeProperties[] = [
  {
    displayName:
      'In n8n, choose the Aftercart API credential of your Aftercart server here. Inside Aftercart no credential is needed.',
    name: 'notice',
    type: 'notice',
    default: '',
  },
  {
    displayName: 'Lists',
    name: 'lists',
    type: 'string',
    noDataExpression: true,
    default: '',
    placeholder: 'e.g. aZ3k9Q',
    description: 'IDs of lists, comma-separated',
  },
  {
    displayName: 'Segments',
    name: 'segments',
    type: 'string',
    noDataExpression: true,
    default: '',
    placeholder: 'e.g. 6f1c…',
    description: 'IDs of segments, comma-separated',
  },
  {
    displayName: 'Existing Members',
    name: 'members',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'Are Left Alone', value: 'none', description: 'Only who joins or leaves from now on starts it' },
      { name: 'Start It, Too', value: 'also', description: 'One after the other, once the workflow is live' },
      {
        name: 'Only Those, Once',
        value: 'only',
        description: 'A campaign that is sent once, to nobody who joins later',
      },
    ],
    default: 'none',
  },
  {
    displayName: 'Events',
    name: 'events',
    type: 'multiOptions',
    noDataExpression: true,
    required: true,
    options: [
      { name: 'Joins', value: 'joined' },
      { name: 'Leaves', value: 'left' },
    ],
    default: ['joined'],
    displayOptions: { show: { members: ['none', 'also'] } },
    description: 'Each of them starts the workflow',
  },
  {
    displayName: 'Start At',
    name: 'startAt',
    type: 'dateTime',
    noDataExpression: true,
    default: '',
    displayOptions: WITH_MEMBERS,
    description: "When the first of the members starts it, in the workspace's time zone. Empty: at once.",
  },
  {
    displayName: 'Members per Period',
    name: 'count',
    type: 'number',
    noDataExpression: true,
    typeOptions: { minValue: 1, maxValue: 100_000 },
    default: 600,
    displayOptions: WITH_MEMBERS,
    description: 'How many of the members start it in each period at most, evenly',
  },
  {
    displayName: 'Period',
    name: 'per',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'Hour', value: 'hour' },
      { name: 'Minute', value: 'minute' },
    ],
    default: 'minute',
    displayOptions: WITH_MEMBERS,
  },
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add Option',
    default: {},
    displayOptions: WITH_MEMBERS,
    options: [
      {
        displayName: 'Members Who Leave Before Their Turn',
        name: 'leavers',
        type: 'options',
        noDataExpression: true,
        options: [
          { name: 'Are Left Out', value: 'skip' },
          { name: 'Start It All the Same', value: 'take' },
        ],
        default: 'skip',
      },
      {
        displayName: 'Round',
        name: 'round',
        type: 'string',
        noDataExpression: true,
        default: '',
        placeholder: 'e.g. 2',
        description: 'Nobody is taken in twice. Another word here takes everybody in once more.',
      },
    ],
  },
];
