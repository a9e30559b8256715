/** What most journeys begin with: an order, a condition on it, a wait; then a message. */
export const JOURNEY = {
  name: 'Benchmark: journey',
  nodes: [
    {
      id: 'j1',
      name: 'Order placed',
      type: 'n8n-nodes-aftercart.wooCommerceTrigger',
      typeVersion: 1,
      position: [0, 0],
      webhookId: 'benchmark-journey',
      parameters: { events: ['order.placed'] },
    },
    {
      id: 'j2',
      name: 'Large enough',
      type: 'n8n-nodes-base.if',
      typeVersion: 2.2,
      position: [220, 0],
      parameters: {
        conditions: {
          options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
          combinator: 'and',
          conditions: [
            {
              id: 'c1',
              leftValue: '={{ $json.order.total }}',
              rightValue: 10,
              operator: { type: 'number', operation: 'gt' },
            },
          ],
        },
        options: {},
      },
    },
    {
      id: 'j3',
      name: 'Wait',
      type: 'n8n-nodes-aftercart.waitUntilDate',
      typeVersion: 1,
      position: [440, 0],
      parameters: { mode: 'after', amount: 30, unit: 'days' },
    },
    {
      id: 'j4',
      name: 'Reminder',
      type: 'n8n-nodes-aftercart.sendEmail',
      typeVersion: 1,
      position: [660, 0],
      parameters: {
        purpose: 'transactional',
        languages: {
          values: [
            {
              language: 'en',
              subject: 'Hello {{contact.firstName}}',
              body: '<p>Thank you for order {{order.number}}.</p>',
            },
          ],
        },
        options: {},
      },
    },
    { id: 'j5', name: 'Done', type: 'n8n-nodes-base.noOp', typeVersion: 1, position: [880, 0], parameters: {} },
  ],
  connections: {
    'Order placed': { main: [[{ node: 'Large enough', type: 'main', index: 0 }]] },
    'Large enough': { main: [[{ node: 'Wait', type: 'main', index: 0 }]] },
    Wait: { main: [[{ node: 'Reminder', type: 'main', index: 0 }]] },
    Reminder: { main: [[{ node: 'Done', type: 'main', index: 0 }]] },
  },
  settings: { executionOrder: 'v1' },
};
