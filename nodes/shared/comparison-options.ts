/** How a field of the contact is compared with a value. */
export const COMPARISON_OPTIONS = [
  { name: 'After', value: 'after' },
  { name: 'At Least', value: 'atLeast' },
  { name: 'At Most', value: 'atMost' },
  { name: 'Before', value: 'before' },
  { name: 'Contains', value: 'contains' },
  { name: 'Equals', value: 'equals' },
  { name: 'Is Missing', value: 'missing' },
  { name: 'Is Present', value: 'exists' },
  { name: 'Less Than', value: 'below' },
  { name: 'More Than', value: 'above' },
  { name: 'None Of', value: 'noneOf' },
  { name: 'Not Equal', value: 'notEquals' },
  { name: 'One Of', value: 'oneOf' },
];
