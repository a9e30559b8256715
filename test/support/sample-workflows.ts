const NOW = {
  id: 'a',
  name: 'Now',
  type: 'n8n-nodes-base.manualTrigger',
  typeVersion: 1,
  position: [0, 0],
  parameters: {},
};

/** Runs by hand only. */
export const BY_HAND = {
  name: 'By hand',
  nodes: [
    NOW,
    {
      id: 'b',
      name: 'Greet',
      type: 'n8n-nodes-base.set',
      typeVersion: 3.4,
      position: [220, 0],
      parameters: { assignments: { assignments: [{ id: '1', name: 'greeting', type: 'string', value: 'Hello' }] } },
    },
  ],
  connections: { Now: { main: [[{ node: 'Greet', type: 'main', index: 0 }]] } },
  settings: { executionOrder: 'v1' },
};

/** Listens at /webhook/<path>. */
export function hook(path: string, rest: object = {}) {
  return {
    name: `Hook ${path}`,
    nodes: [
      {
        id: 'h',
        name: 'Webhook',
        type: 'n8n-nodes-base.webhook',
        typeVersion: 2,
        position: [0, 0],
        webhookId: 'sample',
        parameters: { path, httpMethod: 'POST', responseMode: 'onReceived' },
      },
    ],
    connections: {},
    settings: {},
    ...rest,
  };
}

/** A trigger that is set up, and a node of a type that nobody has. */
export const UNKNOWN_TYPE = {
  ...hook('unknown-type'),
  name: 'Unknown type',
  nodes: [
    ...hook('unknown-type').nodes,
    { id: 'x', name: 'Magic', type: 'n8n-nodes-nobody.magic', typeVersion: 1, position: [220, 0], parameters: {} },
  ],
  connections: { Webhook: { main: [[{ node: 'Magic', type: 'main', index: 0 }]] } },
};

/** A trigger that is set up, and a request whose credential does not exist. */
export const LOST_CREDENTIAL = {
  ...hook('lost-credential'),
  name: 'Lost credential',
  nodes: [
    ...hook('lost-credential').nodes,
    {
      id: 'x',
      name: 'Ask',
      type: 'n8n-nodes-base.httpRequest',
      typeVersion: 4.2,
      position: [220, 0],
      parameters: {
        url: 'https://shop.example',
        authentication: 'genericCredentialType',
        genericAuthType: 'httpHeaderAuth',
      },
      credentials: { httpHeaderAuth: { id: 'gone', name: 'Gone' } },
    },
  ],
  connections: { Webhook: { main: [[{ node: 'Ask', type: 'main', index: 0 }]] } },
};

/** Two nodes that hand items to each other for ever. */
export const ENDLESS = {
  ...hook('endless'),
  name: 'Endless',
  nodes: [
    ...hook('endless').nodes,
    { id: 'x', name: 'One', type: 'n8n-nodes-base.noOp', typeVersion: 1, position: [220, 0], parameters: {} },
    { id: 'y', name: 'Two', type: 'n8n-nodes-base.noOp', typeVersion: 1, position: [440, 0], parameters: {} },
  ],
  connections: {
    Webhook: { main: [[{ node: 'One', type: 'main', index: 0 }]] },
    One: { main: [[{ node: 'Two', type: 'main', index: 0 }]] },
    Two: { main: [[{ node: 'One', type: 'main', index: 0 }]] },
  },
};

/** Begins by hand and waits two days. */
export const TWO_DAYS = {
  name: 'Two days',
  nodes: [
    NOW,
    {
      id: 'w',
      name: 'Rest',
      type: 'n8n-nodes-aftercart.waitUntilDate',
      typeVersion: 1,
      position: [220, 0],
      parameters: { mode: 'after', amount: 2, unit: 'days' },
    },
  ],
  connections: { Now: { main: [[{ node: 'Rest', type: 'main', index: 0 }]] } },
  settings: {},
};
