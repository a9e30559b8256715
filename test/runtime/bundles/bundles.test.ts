import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { journeyOf, onEvents } from '../../support/journey';
import { openHttp, type Http } from '../../support/open-http';
import { runCommand } from '../../support/run-command';
import { simulate } from '../../support/simulate';

const AFTERCART_TEMPLATES = path.join(__dirname, '../../fixtures/templates');
const content = { language: 'en', subject: 'Hello', body: '<p>Hello</p>' };
const gold = { contact: 'attributes.tier', operator: 'equals', value: 'gold' };

let here: Http;
let there: Http;
let bundle: any;
beforeAll(async () => {
  here = await openHttp({ AFTERCART_TEMPLATES });
  there = await openHttp();
  await here.api('POST', '/attributes', { name: 'tier', type: 'enum', options: ['gold', 'silver'] });
  const { body: list } = await here.api('POST', '/lists', { name: 'Customers' });
  const { body: segment } = await here.api('POST', '/segments', { name: 'Gold', rule: gold });
  const isIn = { list: list.id, operator: 'exists' };
  const { body: other } = await here.api('POST', '/segments', { name: 'A gold customer', rule: isIn });
  await here.api('POST', '/message-templates', { name: 'Hello', contents: [content] });
  await here.api('POST', '/templates/reminder/import', {});
  const trigger = { ...onEvents('order.placed'), parameters: { events: ['order.placed'], shop: 'shop-1' } };
  const joins = {
    name: 'Joins',
    type: 'n8n-nodes-aftercart.listSegmentTrigger',
    parameters: { lists: list.id, segments: `${segment.id}, ${other.id}` },
  };
  const secret = {
    name: 'Call',
    type: 'n8n-nodes-base.httpRequest',
    credentials: { httpBasicAuth: { id: '7', name: 'Ours' } },
  };
  const document = {
    ...journeyOf([trigger, joins, secret]),
    pinData: { Call: [{ json: { email: 'dana@shop.example' } }] },
  };
  await here.api('POST', '/workflows', { ...document, name: 'Mine' });
  await here.api('POST', '/contacts', { email: 'dana@shop.example', attributes: { tier: 'gold' } });
  bundle = (await here.api('POST', '/bundles/export', {})).body;
}, 120_000);
afterAll(async () => {
  await here.close();
  await there.close();
});

const import_ = (http: Http, more: object = {}, what = bundle) =>
  http.api('POST', '/bundles/import', { bundle: what, ...more });
const doneOf = ({ body }: { body: any }): string[] =>
  body.actions.map(({ kind, name, action }: any) => `${action} ${kind} ${name}`);

test('a bundle holds how journeys work, and nothing of whom they were for', () => {
  expect(bundle).toMatchObject({
    format: 'aftercart-bundle',
    version: 1,
    attributes: [{ name: 'tier', type: 'enum', options: ['gold', 'silver'] }],
    lists: [{ name: 'Customers' }],
    messageTemplates: [{ name: 'Hello', contents: [content] }],
  });
  const mine = bundle.workflows.find(({ document }: any) => document.name === 'Mine');
  expect(mine.leftOut).toEqual([
    { node: 'On event', what: 'shop' },
    { node: 'Call', what: 'credential' },
  ]);
  const text = JSON.stringify(bundle);
  for (const secret of ['dana@shop.example', 'httpBasicAuth', 'shop-1', 'pinData']) expect(text).not.toContain(secret);
});

test('an agency sees what an import would do before it does it, and then it is done, and no second time', async () => {
  const all = [
    ...['create attribute tier', 'create list Customers', 'create segment A gold customer', 'create segment Gold'],
    ...['create messageTemplate Hello', 'create workflow Reminder', 'create workflow Mine'],
  ];
  expect(doneOf(await import_(there, { dryRun: true }))).toEqual(all);
  expect((await there.api('GET', '/workflows')).body.data).toEqual([]);

  const done = await import_(there);
  expect(doneOf(done)).toEqual(all);
  expect(done.body.toChoose).toContainEqual({ workflow: 'Mine', node: 'Call', what: 'credential' });
  const { body } = await there.api('GET', '/workflows');
  const mine = body.data.find(({ name }: any) => name === 'Mine');
  expect(mine).toMatchObject({ active: false, pinData: null });
  const [list] = (await there.api('GET', '/lists')).body.data;
  const segments = (await there.api('GET', '/segments')).body.data;
  const idOf = (called: string) => segments.find(({ name }: any) => name === called).id;
  expect(mine.nodes[1].parameters).toEqual({ lists: list.id, segments: `${idOf('Gold')},${idOf('A gold customer')}` });
  expect(segments.find(({ name }: any) => name === 'A gold customer').rule).toMatchObject({ list: list.id });

  const again = await import_(there, { dryRun: true });
  expect(doneOf(again).filter((line) => !line.startsWith('keep'))).toEqual([
    'create workflow Reminder',
    'create workflow Mine',
  ]);
  expect(again.body.actions.at(-1).reason).toContain('this will be another one');
});

test('the scenarios come along, and pass where they come to', async () => {
  const { body } = await there.api('GET', '/workflows');
  const reminder = body.data.find(({ name }: any) => name === 'Reminder');
  const [scenario] = reminder.meta.aftercart.scenarios;
  const simulation = await simulate(reminder, scenario);
  expect(simulation.executions).toMatchObject([{ status: 'success', node: 'Mail' }]);
  expect(simulation.messages).toMatchObject([{ language: 'en', status: 'sent' }]);
});

test('the server runs the scenarios that a workflow carries', async () => {
  const { body } = await there.api('GET', '/workflows');
  const { id } = body.data.find(({ name }: any) => name === 'Reminder');
  expect(await there.api('POST', `/workflows/${id}/test`)).toMatchObject({
    status: 200,
    body: { passed: 1, scenarios: [{ differences: [] }], coverage: { missing: [] } },
  });
}, 180_000);

test('what is another one here under the same name is left alone, until somebody decides', async () => {
  const [template] = bundle.messageTemplates;
  const [attribute] = bundle.attributes;
  const changed = {
    ...bundle,
    workflows: [],
    attributes: [{ ...attribute, options: ['gold', 'platinum'] }],
    messageTemplates: [{ ...template, contents: [{ ...content, subject: 'Bye' }] }],
  };
  const refused = await import_(there, {}, changed);
  expect(refused).toMatchObject({ status: 409, body: { code: 'BUNDLE_CONFLICTS' } });
  expect(refused.body.message).toContain('messageTemplate "Hello": it says something else here');
  const said = async () => (await there.api('GET', '/message-templates')).body.data[0].contents[0].subject;
  expect(doneOf(await import_(there, { conflicts: 'keep' }, changed))).toContain('keep messageTemplate Hello');
  expect(await said()).toBe('Hello');
  await import_(there, { conflicts: 'replace' }, changed);
  expect(await said()).toBe('Bye');
  const [{ options }] = (await there.api('GET', '/attributes')).body.data;
  expect(options).toEqual(['gold', 'silver', 'platinum']);
  const other = { ...changed, attributes: [{ ...attribute, type: 'number', options: null }] };
  expect((await import_(there, { conflicts: 'replace' }, other)).body.message).toContain('it is a enum here');
});

test('what is no bundle, or one of another release, is refused with a code', async () => {
  expect((await import_(there, {}, { format: 'x' })).body.code).toBe('BUNDLE_INVALID');
  expect((await import_(there, {}, { ...bundle, version: 2 })).body.code).toBe('BUNDLE_VERSION_UNKNOWN');
});

test('an agency carries a bundle by the terminal', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'aftercart-bundle-'));
  const env = (name: string) => ({
    ...{ AFTERCART_DATA: path.join(folder, name), AFTERCART_LOG_LEVEL: 'silent' },
    AFTERCART_TEMPLATES,
  });
  const file = path.join(folder, 'bundle.json');
  try {
    await runCommand(['import:template', 'reminder'], env('one'));
    const exported = await runCommand(['export:bundle', '--output', file], env('one'));
    expect(exported.output).toContain('Exported 1 workflows');
    expect(JSON.parse(readFileSync(file, 'utf8')).workflows).toHaveLength(1);
    const tried = await runCommand(['import:bundle', file, '--dry-run'], env('two'));
    expect([tried.exitCode, tried.output]).toEqual([0, 'create    workflow "Reminder"\n']);
    expect((await runCommand(['import:bundle', file], env('two'))).exitCode).toBe(0);
    const { output } = await runCommand(['export:workflow', '--all'], env('two'));
    expect(JSON.parse(output)).toMatchObject([{ name: 'Reminder', active: false }]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 90_000);
