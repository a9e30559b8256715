import path from 'node:path';

import { TemplateLibrary, valueAt, workflowOf } from '../../../packages/runtime/src/templates';

const fixtures = new TemplateLibrary(path.join(__dirname, '../../fixtures/templates'));
const ready = new TemplateLibrary(path.join(__dirname, '../../../workflows')).list();
const reminder = () => fixtures.get('reminder');

const problemsOf = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return (error as { details?: { problems?: unknown } }).details?.problems;
  }
  return undefined;
};

// The ready-made journeys, and one that is always there.
test.each([...ready, reminder()].map((template) => [template.name, template] as const))(
  'each setting of "%s" goes somewhere, and its default is what stands there',
  (_name, { workflow, settings }) => {
    const places = settings.flatMap((setting) =>
      setting.targets.map((target) => {
        const there = valueAt(workflow, target);
        const isText = typeof there === 'string' && !Array.isArray(setting.default);
        return {
          setting: setting.name,
          target,
          value: there,
          wanted: isText ? String(setting.default) : setting.default,
        };
      }),
    );
    for (const { value, wanted, ...place } of places) expect({ ...place, value }).toEqual({ ...place, value: wanted });
    expect(new Set(settings.map(({ name }) => name)).size).toBe(settings.length);
  },
);

test('what an agency chooses stands in the workflow, in the way in which it stood there', () => {
  const settings = { category: 'coffee', days: '12', perCycle: 2, pause: 7, begins: 'order.placed, order.paid' };
  const workflow = workflowOf(reminder(), { settings, language: 'he' });
  const parametersOf = (name: string) => workflow.nodes.find((node) => node.name === name)?.parameters;
  expect(parametersOf('Bought')).toMatchObject({
    events: ['order.placed', 'order.paid'],
    filters: { categories: 'coffee' },
  });
  expect(parametersOf('Wait 26 days')).toMatchObject({ amount: 12 });
  expect(parametersOf('Settings')).toMatchObject({ assignments: { assignments: [{ value: '2' }] } });
  expect(workflow.settings.aftercart?.entry?.days).toBe(7);
  expect(workflow).toMatchObject({
    name: 'תזכורת',
    active: false,
    meta: { aftercart: { imported: { template: 'reminder', language: 'he', settings: { days: 12 } } } },
  });
  const { values } = parametersOf('Mail')?.languages as { values: Array<{ language: string }> };
  expect(values.map(({ language }) => language)).toEqual(['he', 'en', 'ar']);
});

test('two imports are two workflows with webhooks of their own', () => {
  const [one, other] = [workflowOf(reminder(), {}), workflowOf(reminder(), { name: 'Mine' })];
  expect([one.id, other.id, other.name]).toEqual([undefined, undefined, 'Mine']);
  const ids = [reminder().workflow, one, other].map(({ nodes }) => nodes[0]?.webhookId);
  expect(new Set(ids).size).toBe(3);
});

test('an agency is told each setting that is wrong', () => {
  const settings = { days: 0, pause: 'often', category: ' ', begins: 'order.lost', colour: 'red', perCycle: {} };
  expect(problemsOf(() => workflowOf(reminder(), { settings }))).toEqual([
    { setting: 'colour', message: 'is no setting of it: there are category, days, perCycle, pause, begins' },
    { setting: 'category', message: 'is required' },
    { setting: 'days', message: 'has to be 1 at least, not 0' },
    { setting: 'perCycle', message: 'has to be a number, not {}' },
    { setting: 'pause', message: 'has to be a number, not "often"' },
    { setting: 'begins', message: 'has to be one of order.placed, order.paid, not "order.lost"' },
  ]);
  expect(problemsOf(() => workflowOf(reminder(), { settings: { category: '={{ 1 }}' } }))).toMatchObject([
    { setting: 'category', message: expect.stringContaining('expression') },
  ]);
});

test('whoever asks for a template that is not there reads which there are', () => {
  expect(() => fixtures.get('remainder')).toThrow('There are: reminder.');
});
