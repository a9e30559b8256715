import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import {
  LINT_RULES,
  lintWorkflow,
  NO_SURROUNDINGS,
  type Finding,
  type Surroundings,
} from '../../../packages/runtime/src/lint';
import { parseWorkflow } from '../../../packages/runtime/src/workflows';
import {
  done,
  journeyOf,
  mail,
  onEvents,
  wait,
  waitFor,
  type JourneyNode,
  type WorkflowSettings,
} from '../../support/journey';

/** The findings of one rule. */
function lint(
  code: string,
  nodes: readonly JourneyNode[],
  { settings, ...around }: Partial<Surroundings> & { settings?: WorkflowSettings } = {},
): Finding[] {
  const findings = lintWorkflow(parseWorkflow(journeyOf(nodes, settings)), { ...NO_SURROUNDINGS, ...around });
  return findings.filter((finding) => finding.code === code);
}

const ours = (name: string, type: string, parameters: object = {}, output = 0): JourneyNode => ({
  name,
  type: `n8n-nodes-aftercart.${type}`,
  parameters,
  output,
});
const base = (name: string, type: string, parameters: object = {}): JourneyNode => ({
  name,
  type: `n8n-nodes-base.${type}`,
  parameters,
});
const promotion = (name: string, ...languages: string[]): JourneyNode =>
  ours(name, 'sendEmail', {
    purpose: 'promotional',
    languages: {
      values: (languages.length > 0 ? languages : ['en']).map((language) => ({ language, subject: 'Hi', body: 'Hi' })),
    },
  });
const start = onEvents('order.placed');
const pause = wait(2, 'days');
const reactions = ours('Opened?', 'splitByEngagement');
const bought = (window?: string) => ours('Bought?', 'splitByPurchaseAction', window === undefined ? {} : { window });

describe('SPLIT_WITHOUT_WAIT', () => {
  const found = (...nodes: JourneyNode[]) => lint('SPLIT_WITHOUT_WAIT', [start, ...nodes, done]);

  test('a builder who asks for the reaction to a mail right after it is told to wait', () => {
    expect(found(mail('Hi'), reactions)).toMatchObject([
      { node: 'Opened?', message: expect.stringContaining('"Mail"') },
    ]);
    expect(found(mail('Hi'), base('Between', 'set'), reactions)).toHaveLength(1);
    expect(found(mail('Hi'), pause, reactions)).toEqual([]);
    expect(found(mail('Hi'), waitFor('message.opened'), reactions)).toEqual([]);
  });

  test('a wait of no time is none, and one that is switched off is none', () => {
    expect(found(mail('Hi'), wait(0, 'days'), reactions)).toHaveLength(1);
    expect(found(mail('Hi'), { ...pause, disabled: true } as JourneyNode, reactions)).toHaveLength(1);
  });

  test('a builder who asks for the reaction to a mail that was never sent is told so', () => {
    expect(found(pause, reactions)).toMatchObject([{ message: expect.stringContaining('without having got one') }]);
    expect(found(pause, ours('Opened?', 'splitByEngagement', { message: 'id', messageId: '={{ $json.id }}' }))).toEqual(
      [],
    );
  });

  test('what was bought since the entry is asked after a wait, what was bought before it at any time', () => {
    expect(found(bought())).toMatchObject([{ node: 'Bought?', message: expect.stringContaining('"On event"') }]);
    expect(found(pause, bought())).toEqual([]);
    expect(found(bought('days'))).toEqual([]);
    expect(found(pause, mail('Hi'), bought('message'))).toMatchObject([{ message: expect.stringContaining('"Mail"') }]);
    const sales = (window: string) => ours('Sales?', 'splitBySalesData', { branches: { values: [{ window }] } });
    expect(found(sales('entry'))).toHaveLength(1);
    expect(found(sales('days'))).toEqual([]);
  });

  test('one way without a wait is enough', () => {
    const { nodes, connections, ...rest } = parseWorkflow(journeyOf([start, mail('Hi'), pause, reactions, done]));
    const shortcut = { node: 'Opened?', type: 'main' as const, index: 0 };
    const both = { ...connections, Mail: { main: [[{ ...shortcut, node: 'Wait' }, shortcut]] } };
    expect(lintWorkflow({ nodes, connections: both, ...rest }).map(({ code }) => code)).toContain('SPLIT_WITHOUT_WAIT');
  });
});

test('a message without a purpose, or with one that does not exist, counts as promotional, and its builder is told', () => {
  const send = (purpose?: string) => ours('Send', 'sendSms', purpose === undefined ? {} : { purpose });
  const found = (purpose?: string) => lint('PURPOSE_UNSET', [start, send(purpose)]);
  expect(found()).toMatchObject([
    { node: 'Send', severity: 'warning', message: expect.stringContaining('no purpose') },
  ]);
  expect(found('marketing')).toMatchObject([{ message: expect.stringContaining('"marketing"') }]);
  expect(found('transactional')).toEqual([]);
  expect(found('promotional')).toEqual([]);
});

test('a promotion that contacts come to who were never asked for consent is hinted at, once for all of them', () => {
  const found = (nodes: JourneyNode[], settings?: WorkflowSettings) => lint('CONSENT_NOT_ASKED', nodes, { settings });
  const split = ours('Agreed?', 'splitByAttributes', {
    branches: { values: [{ name: 'Yes', conditions: { values: [{ about: 'consent' }] } }] },
  });
  const filter = { consent: 'email', purpose: 'promotional', operator: 'equals', value: 'granted' } as const;
  expect(found([start, promotion('One'), promotion('Two')])).toMatchObject([
    { node: 'One', severity: 'hint', message: expect.stringContaining('"One", "Two"') },
  ]);
  expect(found([start, split, promotion('One')])).toEqual([]);
  const agrees = ours('Agrees', 'updateConsent', { status: 'granted' });
  expect(found([start, agrees, promotion('One')])).toEqual([]);
  expect(found([start, ours('Leaves', 'updateConsent'), promotion('One')])).toHaveLength(1);
  expect(found([start, promotion('One')], { entry: { filter } })).toEqual([]);
  expect(found([ours('Agreed', 'eventTrigger', { events: ['consent.granted'] }), promotion('One')])).toEqual([]);
  expect(found([start, mail('Receipt')])).toEqual([]);
});

describe('NO_EXIT_ON_PURCHASE', () => {
  const found = (nodes: JourneyNode[], settings?: WorkflowSettings) => lint('NO_EXIT_ON_PURCHASE', nodes, { settings });
  const cart = ours('Cart', 'abandonedCartTrigger');

  test('a journey that goes on selling to who has bought meanwhile is found', () => {
    expect(found([cart, pause, promotion('Offer')])).toMatchObject([{ node: 'Offer' }]);
    expect(found([cart, promotion('Offer')])).toEqual([]);
    expect(found([cart, pause, mail('Invoice')])).toEqual([]);
  });

  test('an exit, a goal, a split or a wait for the purchase are all good answers', () => {
    const nodes = [cart, pause, promotion('Offer')];
    expect(found(nodes, { exitOn: ['order.placed'] })).toEqual([]);
    expect(found(nodes, { exit: [{ event: 'order.paid' }] })).toEqual([]);
    expect(found(nodes, { goal: { condition: { sales: 'count', operator: 'atLeast', value: 1 } } })).toEqual([]);
    expect(found(nodes, { exitOn: ['list.left'] })).toHaveLength(1);
    expect(found([cart, pause, bought(), promotion('Offer')])).toEqual([]);
    expect(found([cart, waitFor('order.placed'), promotion('Offer')])).toEqual([]);
    expect(found([cart, waitFor('message.opened'), promotion('Offer')])).toHaveLength(1);
  });

  test('a split before the last wait does not know of what comes after', () => {
    expect(found([cart, pause, bought(), wait(1, 'days', {}), promotion('Offer')].map(named))).toHaveLength(1);
  });
});

test('a wait that may never end is found', () => {
  const found = (node: JourneyNode) => lint('WAIT_WITHOUT_MAXIMUM', [start, node]);
  expect(found(base('Call', 'wait', { resume: 'webhook' }))).toMatchObject([{ node: 'Call' }]);
  expect(found(base('Call', 'wait', { resume: 'form' }))).toHaveLength(1);
  expect(found(base('Call', 'wait', { resume: 'webhook', limitWaitTime: true }))).toEqual([]);
  expect(found(base('Sleep', 'wait', { amount: 2, unit: 'days' }))).toEqual([]);
  expect(found(ours('Event', 'waitForEvent', { atMost: 0 }))).toMatchObject([
    { message: expect.stringContaining('is 0') },
  ]);
  expect(found(ours('Event', 'waitForEvent', { atMost: 90, atMostUnit: 'weeks' }))).toMatchObject([
    { message: expect.stringContaining('630 days') },
  ]);
  expect(found(ours('Event', 'waitForEvent'))).toEqual([]);
});

test('a node that no way leads to is found; a part of a node and what is switched off are not', () => {
  const journey = parseWorkflow(journeyOf([start, done]));
  const more = [
    { ...done, name: 'Left over' },
    { ...done, name: 'Off', disabled: true },
    { ...done, name: 'Model', type: '@n8n/n8n-nodes-langchain.lmChatOpenAi' },
    { name: 'Note', type: 'n8n-nodes-base.stickyNote' },
  ];
  const document = parseWorkflow({
    ...journey,
    nodes: [...journey.nodes, ...more],
    connections: {
      ...journey.connections,
      Model: { ai_languageModel: [[{ node: 'Done', type: 'ai_languageModel' }]] },
    },
  });
  expect(lintWorkflow(document)).toMatchObject([{ code: 'NODE_UNREACHABLE', node: 'Left over' }]);
});

test('a workflow that nothing starts is told so once, and not for each node', () => {
  expect(lint('NODE_UNREACHABLE', [done, { ...done, name: 'More' }])).toMatchObject([{ node: null }]);
});

test('a message that lacks a language of the others or of the contacts is found', () => {
  const both = [start, promotion('One', 'en', 'he'), promotion('Two', 'en')];
  expect(lint('LANGUAGE_MISSING', both)).toMatchObject([{ node: 'Two', message: expect.stringContaining('"he"') }]);
  expect(lint('LANGUAGE_MISSING', both, { languages: ['ar'] }).map(({ node }) => node)).toEqual(['One', 'Two']);
  expect(lint('LANGUAGE_MISSING', [start, promotion('One', 'he')], { languages: ['he'] })).toEqual([]);
  const template = ours('Three', 'sendEmail', { content: 'template', template: 'Welcome' });
  const templates = new Map([['Welcome', ['en']]]);
  expect(lint('LANGUAGE_MISSING', [start, template], { languages: ['en', 'he'], templates })).toMatchObject([
    { node: 'Three' },
  ]);
  expect(lint('LANGUAGE_MISSING', [start, template], { languages: ['en', 'he'] })).toEqual([]);
});

test('a coupon that never ends is found, of the shop and of a pool', () => {
  const found = (parameters: object) =>
    lint('COUPON_WITHOUT_EXPIRY', [start, ours('Coupon', 'createCoupon', parameters)], {
      pools: new Map([
        ['Endless', { ends: false }],
        ['July', { ends: true }],
      ]),
    });
  expect(found({ source: 'shop', validDays: 0 })).toMatchObject([{ node: 'Coupon' }]);
  expect(found({ source: 'shop' })).toEqual([]);
  expect(found({ pool: 'Endless' })).toMatchObject([{ message: expect.stringContaining('"Endless"') }]);
  expect(found({ pool: 'July' })).toEqual([]);
  expect(found({ pool: 'Nowhere' })).toEqual([]);
});

test('an expression or code that cannot be read is found with its place; what only looks odd is not', () => {
  const found = (value: string) => lint('EXPRESSION_INVALID', [start, base('Set', 'set', { fields: [{ value }] })]);
  expect(found('={{ $json.name + }}')).toMatchObject([
    { node: 'Set', severity: 'error', message: expect.stringContaining('fields.0.value') },
  ]);
  expect(found('={{ $json.name')).toMatchObject([{ message: expect.stringContaining('never closed') }]);
  for (const fine of [
    '={{ $json.name }}',
    '=Hello {{ $json.name.toTitleCase() }}!',
    '={{ { a: 1 } }}',
    '={{ }}',
    '= no code at all }}',
    '={{ $json.list.map((each) => `${each}?`) }}',
    '{{ not an expression + }}',
  ]) {
    expect(found(fine)).toEqual([]);
  }
  const code = (jsCode: string, language?: string) =>
    lint('EXPRESSION_INVALID', [start, base('Code', 'code', { jsCode, language })]);
  expect(code('return [')).toMatchObject([{ message: expect.stringContaining('The code of "Code"') }]);
  expect(code('const all = await Promise.all([]);\nreturn all;')).toEqual([]);
  expect(code('return [', 'python')).toEqual([]);
});

test('a template that cannot be read is found, and the braces of one are no expression', () => {
  const send = (body: string) =>
    ours('Send', 'sendEmail', { languages: { values: [{ subject: '={{x}} + {{y', body }] } });
  const found = lintWorkflow(parseWorkflow(journeyOf([start, send('{{#if a}}')])));
  expect(found.map(({ code }) => code)).toContain('TEMPLATE_INVALID');
  expect(found.map(({ code }) => code)).not.toContain('EXPRESSION_INVALID');
  const push = ours('Push', 'sendPush', { languages: { values: [{ title: 'Hi', url: '{{#if product.url}}' }] } });
  expect(lint('TEMPLATE_INVALID', [start, push])).toHaveLength(1);
  const fine = ours('Send', 'sendSms', { languages: { values: [{ text: 'Hi {{contact.firstName}}' }] } });
  expect(lint('TEMPLATE_INVALID', [start, fine])).toEqual([]);
});

test('a node that others read from and that is gone is found, in expressions, in code and in the settings', () => {
  const found = (value: string) => lint('NAMED_NODE_MISSING', [start, base('Set', 'set', { value })]);
  for (const gone of [
    "$('Gone').item.json.a",
    '$node["Gone"].json',
    '$items("Gone")',
    '$node.Gone.json',
    '$(`Gone`).first()',
  ]) {
    expect(found(`={{ ${gone} }}`)).toMatchObject([{ node: 'Set', message: expect.stringContaining('"Gone"') }]);
  }
  expect(found(`={{ $('On event').item.json.a }}`)).toEqual([]);
  expect(found(`={{ "$('Gone')" }}`)).toEqual([]);
  expect(lint('NAMED_NODE_MISSING', [start, base('Code', 'code', { jsCode: "return $('Gone').all()" })])).toHaveLength(
    1,
  );
  expect(lint('NAMED_NODE_MISSING', [start], { settings: { afterCrashOf: { Gone: 'hold' } } })).toMatchObject([
    { node: null },
  ]);
});

test('a builder switches a rule off for a journey and says why', () => {
  const settings = { lint: { ignore: { NO_EXIT_ON_PURCHASE: 'buyers are what it is for' } } };
  expect(lint('NO_EXIT_ON_PURCHASE', [start, pause, promotion('Care')], { settings })).toEqual([]);
  const wrong = journeyOf([start], { lint: { ignore: { NO_EXIT_ON_PURCHASE: '' } } });
  expect(() => parseWorkflow(wrong)).toThrow(expect.objectContaining({ code: 'JOURNEY_RULES_INVALID' }));
});

const SHIPPED = path.resolve(__dirname, '../../../workflows');
const shipped = readdirSync(SHIPPED).filter((name) => name.endsWith('.json') && !name.endsWith('.scenarios.json'));

test.each(shipped)('a journey that we ship is free of errors and warnings: %s', (name) => {
  const findings = lintWorkflow(parseWorkflow(JSON.parse(readFileSync(path.join(SHIPPED, name), 'utf8'))));
  expect(findings.filter(({ severity }) => severity !== 'hint')).toEqual([]);
});

test('a builder finds every rule in the guide, with its severity, and none that does not exist', () => {
  const guide = readFileSync(path.resolve(__dirname, '../../../docs/guides/linting.md'), 'utf8');
  const documented = [...guide.matchAll(/^\| `(\w+)`\s+\| (\w+)/gm)].map(([, code, severity]) => ({ code, severity }));
  const byCode = (one: { code?: string }, other: { code?: string }) => (one.code! < other.code! ? -1 : 1);
  expect(documented.sort(byCode)).toEqual(LINT_RULES.map(({ code, severity }) => ({ code, severity })).sort(byCode));
});

/** Two nodes of one name would be one. */
const named = (node: JourneyNode, index: number): JourneyNode =>
  node.name === 'Wait' ? { ...node, name: `Wait ${index}` } : node;
