import {
  branchCoverage,
  checkExpectations,
  connectedOutputs,
  parseScenario,
  printSimulation,
  type Simulation,
} from '../../../packages/runtime/src/simulate';
import { journeyOf, mail, onEvents } from '../../support/journey';
import { parseWorkflow } from '../../../packages/runtime/src/workflows';

const at = '2026-01-05T10:00:00.000Z';
const simulation: Simulation = {
  ...{
    scenario: 'Anna buys',
    startedAt: '2026-01-05T09:00:00.000Z',
    endedAt: at,
    notEntered: [],
    happened: [],
    isOver: true,
  },
  executions: [
    {
      ...{ enteredAt: at, endedAt: at, status: 'success', node: 'Mail', exit: 'order.paid', error: null },
      steps: [
        { at, verdict: 'passed', node: 'On event', outputs: [0] },
        { at, verdict: 'passed', node: 'Split', outputs: [1], reason: 'count 2 gte 2' },
        { at, verdict: 'passed', node: 'Mail', outputs: [0] },
      ],
    },
  ],
  messages: [
    {
      ...{
        number: 1,
        node: 'Mail',
        channel: 'email',
        purpose: 'promotional',
        language: 'he',
        subject: 'Hello Anna',
        text: '',
      },
      ...{ status: 'sent', verdict: 'send', reason: 'no rule against it', judgement: [], queuedAt: at, sentAt: at },
    },
  ],
  contact: { tags: ['vip'], lists: [], scores: { engagement: 5 }, attributes: {} },
};
const differencesOf = (then: object): string[] =>
  checkExpectations(parseScenario({ then }), simulation).map(
    ({ where, expected, found }) => `${where}: ${expected} / ${found}`,
  );

test('a builder whose expectations hold reads nothing', () => {
  const message = { node: 'Mail', at: 'day 0 10:00', language: 'he', subject: 'Anna', status: 'sent' };
  const then = {
    path: ['On event', 'Mail'],
    messages: [message],
    never: ['Reminder'],
    tags: ['vip'],
    lists: [],
    exit: 'order.paid',
  };
  expect(differencesOf({ ...then, entries: 1, scores: { engagement: 5, other: 0 } })).toEqual([]);
});

test('a builder reads what was expected and what came instead', () => {
  expect(differencesOf({ path: ['Mail', 'On event'], never: ['Split', 'Hello'] })).toEqual([
    'path: Mail → On event / On event → Split → Mail',
    'never: not Split / On event → Split → Mail',
    'never: no message "Hello" / Hello Anna',
  ]);
  expect(differencesOf({ messages: [{ subject: 'Bye', at: 'day 1', language: 'ar' }, {}] })).toEqual([
    'messages: 2 / Hello Anna (sent)',
    'messages.0.language: ar / he',
    'messages.0.subject: Bye / Hello Anna',
    `messages.0.at: 2026-01-06T09:00:00.000Z / ${at}`,
  ]);
  expect(differencesOf({ tags: [], scores: { engagement: 7 }, exit: 'goal', entries: 2 })).toEqual([
    'tags: nothing / vip',
    'scores.engagement: 7 / 5',
    'exit: goal / order.paid',
    'entries: 2 / 1',
  ]);
});

test('a failed execution is a difference, whatever is expected', () => {
  const [execution] = simulation.executions;
  const failed = { ...simulation, executions: [{ ...execution!, error: { code: 'NODE_FAILED', message: 'broken' } }] };
  expect(checkExpectations(parseScenario({}), failed)).toEqual([
    { where: 'executions', expected: 'no failure', found: 'NODE_FAILED: broken' },
  ]);
});

test('a builder sees which outputs nobody takes, also those that lead nowhere', () => {
  const split = { name: 'Split', type: 'n8n-nodes-base.if', output: 1 };
  const workflow = parseWorkflow(journeyOf([onEvents('order.placed'), split, mail('Hello')]));
  expect(branchCoverage(workflow, [simulation], connectedOutputs(workflow))).toEqual({
    taken: 3,
    all: 4,
    missing: ['Split (output 1)'],
  });
  expect(branchCoverage(workflow, [], connectedOutputs(workflow)).taken).toBe(0);
});

test('a builder reads a simulation line by line', () => {
  const text = printSimulation(simulation);
  expect(text).toContain('2026-01-05 10:00  passed     Split  output 2; count 2 gte 2');
  expect(text).toContain('1. 2026-01-05 10:00  sent  [he] Hello Anna');
  expect(text).toContain('left: order.paid');
});
