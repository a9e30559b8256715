import { Type, type Static } from '@sinclair/typebox';

import { componentOf } from './answers';
import { anyObject, instant, nullable } from './basics';

const NODES = Type.Array(anyObject(), {
  description: "n8n's nodes: id, name, type, typeVersion, position, parameters, credentials, …",
});
const CONNECTIONS = anyObject({ description: "n8n's connections, by the name of the node that they start at." });
const SETTINGS = anyObject({
  description:
    "n8n's settings. Under `aftercart` the rules of the journey: `entry` (reentry, days, key, filter), `exit`, `exitOn`, `goal`; `afterCrash`: `retry` or `hold`.",
});

const EXAMPLE = {
  name: 'Order hook',
  nodes: [
    {
      id: 'a1',
      name: 'Webhook',
      type: 'n8n-nodes-base.webhook',
      typeVersion: 2,
      position: [0, 0],
      parameters: { path: 'orders', httpMethod: 'POST' },
      webhookId: 'orders',
    },
    { id: 'a2', name: 'Take it', type: 'n8n-nodes-base.noOp', typeVersion: 1, position: [220, 0], parameters: {} },
  ],
  connections: { Webhook: { main: [[{ node: 'Take it', type: 'main', index: 0 }]] } },
  settings: { executionOrder: 'v1' },
};

/** What keeps a draft from running. */
export const IssueSchema = Type.Object({
  code: Type.String(),
  message: Type.String(),
  node: Type.Optional(Type.String()),
});

/** What the linter says of a draft; it keeps nobody from anything. */
export const FindingSchema = Type.Object(
  {
    code: Type.String({ description: 'Of the rule: docs/guides/linting.md lists them.' }),
    severity: Type.Union([Type.Literal('error'), Type.Literal('warning'), Type.Literal('hint')]),
    node: nullable(Type.String(), { description: 'Null where it is about the whole journey.' }),
    message: Type.String(),
  },
  { $id: 'Finding' },
);

export const WorkflowInputSchema = Type.Object(
  {
    id: Type.Optional(Type.String({ description: 'Kept where it is free; a new one is made otherwise.' })),
    name: Type.String({ minLength: 1 }),
    nodes: NODES,
    connections: CONNECTIONS,
    settings: Type.Optional(SETTINGS),
    staticData: Type.Optional(nullable(anyObject())),
    pinData: Type.Optional(nullable(anyObject())),
    meta: Type.Optional(nullable(anyObject())),
  },
  {
    $id: 'WorkflowInput',
    description: 'A workflow as n8n exports it. `active` is not taken from here: use /activate and /deactivate.',
    examples: [EXAMPLE],
  },
);

export const WorkflowSchema = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    active: Type.Boolean(),
    isArchived: Type.Boolean(),
    createdAt: instant(),
    updatedAt: instant(),
    nodes: NODES,
    connections: CONNECTIONS,
    settings: SETTINGS,
    staticData: nullable(anyObject()),
    pinData: Type.Optional(nullable(anyObject())),
    meta: nullable(anyObject()),
    versionId: Type.String({ description: 'Of the draft: another one after each change.' }),
    activeVersionId: nullable(Type.String(), { description: 'Of the published version that runs.' }),
    triggerCount: Type.Integer({ description: 'How many triggers listen; 0 while it is inactive.' }),
    tags: Type.Array(anyObject()),
    issues: Type.Optional(
      Type.Array(IssueSchema, {
        description: 'What keeps it from being activated. On reading one, creating and replacing.',
      }),
    ),
    findings: Type.Optional(
      Type.Array(componentOf(FindingSchema), {
        description: 'What is likely not meant so. On activating, and on replacing an active one.',
      }),
    ),
  },
  {
    $id: 'Workflow',
    examples: [
      {
        id: '2tUt1wbLX592XDdX',
        ...EXAMPLE,
        active: false,
        isArchived: false,
        createdAt: '2026-11-22T09:00:00.000Z',
        updatedAt: '2026-11-22T09:00:00.000Z',
        staticData: null,
        pinData: null,
        meta: null,
        versionId: '0c1f5a6e-7d1b-5c8e-9f0a-3b5c7d9e1f20',
        activeVersionId: null,
        triggerCount: 0,
        tags: [],
        issues: [],
      },
    ],
  },
);

export type WorkflowAnswer = Static<typeof WorkflowSchema>;
