import { Type } from '@sinclair/typebox';

/** What a scenario says; `parseScenario` checks it, and says which place is wrong. */
export const ScenarioSchema = Type.Object(
  {
    name: Type.Optional(Type.String()),
    given: Type.Optional(Type.Object({}, { additionalProperties: true })),
    when: Type.Optional(Type.Array(Type.Object({}, { additionalProperties: true }), { maxItems: 500 })),
    until: Type.Optional(Type.String({ examples: ['60 days', 'ended'] })),
  },
  {
    $id: 'Scenario',
    additionalProperties: true,
    description: 'A contact (`given`), what happens to them (`when`), and how long to look (`until`).',
  },
);

const INSTANT = Type.String({ format: 'date-time' });
const open = Type.Object({}, { additionalProperties: true });

/** What became of the contact. */
export const SimulationSchema = Type.Object(
  {
    scenario: Type.String(),
    startedAt: INSTANT,
    endedAt: INSTANT,
    executions: Type.Array(open),
    messages: Type.Array(open),
    notEntered: Type.Array(Type.Object({ at: INSTANT, reason: Type.String() })),
    happened: Type.Array(open),
    contact: open,
    isOver: Type.Boolean(),
  },
  { $id: 'Simulation', description: 'Holds no ids: the same scenario on the same workflow gives the same answer.' },
);

/** What came of the scenarios that a workflow carries. */
export const WorkflowTestSchema = Type.Object(
  {
    passed: Type.Integer(),
    scenarios: Type.Array(
      Type.Object({
        name: Type.String(),
        differences: Type.Array(Type.Object({ where: Type.String(), expected: Type.String(), found: Type.String() })),
        error: Type.Optional(Type.Object({ code: Type.String(), message: Type.String() })),
      }),
    ),
    coverage: Type.Object({
      taken: Type.Integer(),
      all: Type.Integer(),
      missing: Type.Array(Type.String(), { description: 'The outputs that no scenario takes.' }),
    }),
  },
  { $id: 'WorkflowTest' },
);
