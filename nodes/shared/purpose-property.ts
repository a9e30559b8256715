import type { INodeProperties } from 'n8n-workflow';

/** Why a message is sent. @param promotional what that means on the channel */
export const purposeProperty = (promotional: string): INodeProperties => ({
  displayName: 'Purpose',
  name: 'purpose',
  type: 'options',
  noDataExpression: true,
  options: [
    { name: 'Promotional', value: 'promotional', description: promotional },
    {
      name: 'Transactional',
      value: 'transactional',
      description: 'Belongs to an order or an account, and is sent whatever the contact chose about marketing',
    },
  ],
  default: 'promotional',
});
