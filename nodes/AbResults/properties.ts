import type { INodeProperties } from 'n8n-workflow';

/** Of whom the results are: the parameters that `readResults` reads. */
export const AB_RESULTS_PROPERTIES: INodeProperties[] = [
  {
    displayName: 'Within Days',
    name: 'withinDays',
    type: 'number',
    typeOptions: { minValue: 0, maxValue: 3650 },
    default: 7,
    description: 'Only contacts who took their way in so many last days. 0: all since the beginning.',
  },
  {
    displayName: 'Field',
    name: 'field',
    type: 'string',
    noDataExpression: true,
    required: true,
    default: 'results',
    description: 'Of the item, in which the results are put: one for each variant',
  },
];
