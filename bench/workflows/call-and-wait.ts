/** What the comparison with n8n enters: a call of a Webhook node, a condition, a wait of thirty days. */
export const CALL_AND_WAIT = {
  name: 'Benchmark: a call that waits',
  nodes: [
    {
      id: 'w1',
      name: 'Webhook',
      type: 'n8n-nodes-base.webhook',
      typeVersion: 2.1,
      position: [0, 0],
      webhookId: 'benchmark-call',
      parameters: { httpMethod: 'POST', path: 'journey', responseMode: 'onReceived', options: {} },
    },
    {
      id: 'w2',
      name: 'Has bought',
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
              leftValue: '={{ $json.body.orders }}',
              rightValue: 0,
              operator: { type: 'number', operation: 'gte' },
            },
          ],
        },
        options: {},
      },
    },
    {
      id: 'w3',
      name: 'Wait',
      type: 'n8n-nodes-base.wait',
      typeVersion: 1.1,
      position: [440, 0],
      webhookId: 'benchmark-wait',
      parameters: { amount: 30, unit: 'days' },
    },
    { id: 'w4', name: 'Done', type: 'n8n-nodes-base.noOp', typeVersion: 1, position: [660, 0], parameters: {} },
  ],
  connections: {
    Webhook: { main: [[{ node: 'Has bought', type: 'main', index: 0 }]] },
    'Has bought': { main: [[{ node: 'Wait', type: 'main', index: 0 }]] },
    Wait: { main: [[{ node: 'Done', type: 'main', index: 0 }]] },
  },
  settings: { executionOrder: 'v1' },
};
