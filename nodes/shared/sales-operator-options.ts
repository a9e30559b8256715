/** How a figure of a contact's orders is compared with the value. */
export const SALES_OPERATOR_OPTIONS = [
  { name: 'At Least', value: 'gte' },
  { name: 'At Most', value: 'lte' },
  { name: 'Exactly', value: 'eq' },
  { name: 'Less Than', value: 'lt' },
  { name: 'More Than', value: 'gt' },
];
