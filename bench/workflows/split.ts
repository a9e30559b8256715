const conditionsOf = (leftValue: string, rightValue: string | number, operator: object) => ({
  options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
  combinator: 'and',
  conditions: [{ id: 'c', leftValue, rightValue, operator }],
});

const isTier = (tier: string) => ({
  conditions: conditionsOf('={{ $json.tier }}', tier, { type: 'string', operation: 'equals' }),
});

/** Five nodes without a wait, as the comparison with n8n runs them: Webhook, Edit Fields, If, Switch, No Operation. */
export const SPLIT = {
  name: 'Benchmark: webhook to five nodes',
  nodes: [
    {
      id: 's1',
      name: 'Webhook',
      type: 'n8n-nodes-base.webhook',
      typeVersion: 2.1,
      position: [0, 0],
      webhookId: 'benchmark-order',
      parameters: { httpMethod: 'POST', path: 'order', responseMode: 'onReceived', options: {} },
    },
    {
      id: 's2',
      name: 'Edit Fields',
      type: 'n8n-nodes-base.set',
      typeVersion: 3.4,
      position: [220, 0],
      parameters: {
        assignments: {
          assignments: [
            { id: '1', name: 'email', type: 'string', value: '={{ $json.body.email.toLowerCase() }}' },
            {
              id: '2',
              name: 'total',
              type: 'number',
              value: '={{ $json.body.items.reduce((s, i) => s + i.price * i.qty, 0) }}',
            },
            { id: '3', name: 'tier', type: 'string', value: "={{ $json.body.orders > 5 ? 'gold' : 'standard' }}" },
          ],
        },
        options: {},
      },
    },
    {
      id: 's3',
      name: 'If',
      type: 'n8n-nodes-base.if',
      typeVersion: 2.2,
      position: [440, 0],
      parameters: {
        conditions: conditionsOf('={{ $json.total }}', 100, { type: 'number', operation: 'gt' }),
        options: {},
      },
    },
    {
      id: 's4',
      name: 'Switch',
      type: 'n8n-nodes-base.switch',
      typeVersion: 3.2,
      position: [660, 0],
      parameters: { rules: { values: [isTier('gold'), isTier('standard')] }, options: {} },
    },
    { id: 's5', name: 'NoOp', type: 'n8n-nodes-base.noOp', typeVersion: 1, position: [880, 0], parameters: {} },
  ],
  connections: {
    Webhook: { main: [[{ node: 'Edit Fields', type: 'main', index: 0 }]] },
    'Edit Fields': { main: [[{ node: 'If', type: 'main', index: 0 }]] },
    If: { main: [[{ node: 'Switch', type: 'main', index: 0 }], []] },
    Switch: {
      main: [[{ node: 'NoOp', type: 'main', index: 0 }], [{ node: 'NoOp', type: 'main', index: 0 }]],
    },
  },
  settings: { executionOrder: 'v1' },
};
