import type { INodeTypes } from 'n8n-workflow';

import { RecordingHub } from '../../support/recording-hub';
import {
  enter,
  loadNodes,
  outputsOf,
  pathOf,
  resume,
  workflowOf,
  type JourneyDocument,
} from '../../support/run-our-nodes';
import { waitJourney } from '../../support/wait-journey';
import { bought, orderOf } from '../../support/waits';

let nodeTypes: INodeTypes;
beforeAll(async () => {
  nodeTypes = await loadNodes();
}, 60_000);

const NOW = Date.parse('2026-11-22T10:00:00Z');
const vienna = { contact: { id: 7, timeZone: 'Europe/Vienna' } };
const journey = (arms: object[], parameters: object = {}) =>
  workflowOf(nodeTypes, waitJourney(arms, parameters) as JourneyDocument);

describe('inside Aftercart', () => {
  test('the hub hears what is waited for, with keys and filters as they are when the wait begins', async () => {
    const hub = new RecordingHub(undefined, () => NOW);
    const arms = [
      { ...bought, filters: { categories: 'tea, coffee', minimumTotal: '49.90' }, about: 'order', lookBack: 'journey' },
      { name: 'Rich', waitFor: 'condition', conditionOn: 'sales', measure: 'sum', operator: 'gte', value: 500 },
      { name: 'Agreed', waitFor: 'condition', conditionOn: 'consent' },
      {
        name: 'Birthday',
        waitFor: 'field',
        fieldOf: 'contact',
        field: 'attributes.birthday',
        offset: 3,
        direction: 'before',
      },
      { name: 'Morning', waitFor: 'time', timeOfDay: '09:00' },
    ];
    const waiting = await enter(journey(arms), hub, [{ ...vienna, ...orderOf('17') }]);
    expect(waiting.status).toBe('waiting');
    expect(waiting.waitTill?.toISOString()).toBe('2026-11-23T08:00:00.000Z');
    expect(hub.waits).toEqual([
      {
        contact: { id: 7 },
        byTime: { output: 5, name: 'Morning', reason: 'date', at: Date.parse('2026-11-23T08:00:00Z') },
        arms: [
          {
            kind: 'event',
            output: 1,
            name: 'Bought',
            filter: { events: ['order.placed'], categories: ['tea', 'coffee'], minimumTotal: '49.90' },
            lookBack: 'journey',
            about: { event: 'order.id', operator: 'oneOf', value: ['17'] },
          },
          {
            kind: 'condition',
            output: 2,
            name: 'Rich',
            condition: { sales: 'sum', operator: 'atLeast', value: 500, where: {} },
          },
          {
            kind: 'condition',
            output: 3,
            name: 'Agreed',
            condition: { consent: 'email', purpose: 'promotional', operator: 'equals', value: 'granted' },
          },
          {
            kind: 'field',
            output: 4,
            name: 'Birthday',
            field: { of: 'contact', path: 'attributes.birthday' },
            offset: { amount: -3, unit: 'days' },
            timeZone: 'Europe/Vienna',
            ifPassed: 'continue',
          },
        ],
      },
    ]);
  });

  test('a time that has passed takes its output at once, and nothing is armed', async () => {
    const hub = new RecordingHub(undefined, () => NOW);
    const arms = [bought, { name: 'Past', waitFor: 'date', date: '2026-01-01T00:00:00' }];
    const ended = await enter(journey(arms), hub, [vienna]);
    expect(pathOf(ended)).toEqual(['On event', 'Wait', 'Past']);
    expect(outputsOf(ended, 'Wait')[2]).toMatchObject([
      { json: { ...vienna, wait: { arm: 'Past', reason: 'date' } }, pairedItem: { item: 0 } },
    ]);
    expect(hub.waits).toEqual([]);
  });

  test('a contact whose wait makes no sense goes on with the error where the node goes on after errors', async () => {
    const document = waitJourney([{ ...bought, events: [] }]) as JourneyDocument;
    const wait = document.nodes.find(({ name }) => name === 'Wait')!;
    wait.onError = 'continueRegularOutput';
    const ended = await enter(workflowOf(nodeTypes, document), new RecordingHub(), [vienna]);
    expect(outputsOf(ended, 'Timed out')).toMatchObject([[{ json: { error: expect.stringContaining('no event') } }]]);
  });
});

describe('in a stock n8n', () => {
  const arms = [
    { name: 'Later', waitFor: 'after', amount: 3, unit: 'hours' },
    { name: 'Sooner', waitFor: 'after', amount: 2, unit: 'hours' },
  ];

  test('the earliest of several times takes its own output', async () => {
    const workflow = journey(arms);
    const waiting = await enter(workflow, undefined, [vienna]);
    expect(waiting.status).toBe('waiting');
    const ended = await resume(workflow, undefined, waiting);
    expect(pathOf(ended)).toEqual(['On event', 'Wait', 'Sooner']);
    expect(outputsOf(ended, 'Sooner')).toMatchObject([[{ json: { ...vienna, wait: { arm: 'Sooner' } } }]]);
  });

  test('the longest wait ends by the first output, and items stay paired', async () => {
    const document = waitJourney(arms, { atMost: 1, atMostUnit: 'hours' }) as JourneyDocument;
    const workflow = workflowOf(nodeTypes, document);
    const ended = await resume(workflow, undefined, await enter(workflow, undefined, [vienna, { other: true }]));
    expect(pathOf(ended)).toEqual(['On event', 'Wait', 'Timed out']);
    expect(outputsOf(ended, 'Wait')[0]).toMatchObject([{ pairedItem: { item: 0 } }, { pairedItem: { item: 1 } }]);
  });
});
