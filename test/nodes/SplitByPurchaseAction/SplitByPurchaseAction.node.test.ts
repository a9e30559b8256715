import type { INode, INodeTypes } from 'n8n-workflow';

import { RecordingHub } from '../../support/recording-hub';
import { enter, loadNodes, outputsOf, triggerAnd, workflowOf } from '../../support/run-our-nodes';

let nodeTypes: INodeTypes;
beforeAll(async () => {
  nodeTypes = await loadNodes();
}, 60_000);

const occurredAt = '2026-11-20T08:00:00.000Z';
const order = { lines: [{ productId: '512' }, { productId: '733' }] };
const placed = { event: { type: 'order.placed', occurredAt }, contact: { id: 7 }, order };
const split = (parameters: INode['parameters'] = {}) =>
  workflowOf(nodeTypes, triggerAnd('splitByPurchaseAction', parameters));

test('a contact who bought since entering the journey takes the first way, any other one the second', async () => {
  const hub = new RecordingHub();
  hub.holding = () => true;
  expect(outputsOf(await enter(split(), hub, [placed])).map(({ length }) => length)).toEqual([1, 0]);
  expect(outputsOf(await enter(split(), new RecordingHub(), [placed])).map(({ length }) => length)).toEqual([0, 1]);
  const rule = { sales: 'count', where: { since: 'entry' }, operator: 'atLeast', value: 1 };
  expect(hub.decisions).toEqual([{ contact: { id: 7 }, rules: [rule], enteredAt: occurredAt }]);
  expect(hub.notes).toEqual(['Bought: fact 1']);
});

test('the same product again means those of the order that started the journey', async () => {
  const hub = new RecordingHub();
  await enter(split({ what: 'same', window: 'days', windowLength: 30, times: 2 }), hub, [placed]);
  const where = { productIds: ['512', '733'], withinHours: 720 };
  expect(hub.decisions[0]!.rules).toEqual([{ sales: 'count', where, operator: 'atLeast', value: 2 }]);
});

test('a purchase is counted from the message that the item names', async () => {
  const hub = new RecordingHub();
  const parameters = {
    what: 'filtered',
    filters: { categories: 'Lenses' },
    window: 'message',
    messageId: '={{ $json.messageId }}',
  };
  await enter(split(parameters), hub, [{ ...placed, messageId: 'm-1' }]);
  expect(hub.decisions[0]).toMatchObject({
    messageId: 'm-1',
    rules: [{ where: { categories: ['Lenses'], since: 'message' } }],
  });
});

test('dates are meant in the time zone of the workflow', async () => {
  const hub = new RecordingHub();
  const parameters = { window: 'between', windowFrom: '2026-11-01T00:00:00', windowTo: '' };
  await enter(workflowOf(nodeTypes, triggerAnd('splitByPurchaseAction', parameters), 'Asia/Jerusalem'), hub, [placed]);
  expect(hub.decisions[0]!.rules).toMatchObject([{ where: { from: '2026-10-31T22:00:00.000Z' } }]);
});

test('dates are meant in the time zone of the contact where the builder says so', async () => {
  const hub = new RecordingHub();
  const dates = { windowFrom: '2026-11-01T00:00:00', windowTo: '2026-11-08T00:00:00Z' };
  await enter(split({ window: 'between', ...dates, windowZone: 'contact' }), hub, [placed]);
  const where = { from: '2026-11-01T00:00:00', to: '2026-11-08T00:00:00.000Z', zone: 'contact' };
  expect(hub.decisions[0]!.rules).toMatchObject([{ where }]);
});

test.each([
  [{ what: 'same' }, { contact: { id: 7 } }, 'Nothing says which product was bought at first'],
  [{ times: 0.5 }, placed, '"How Often" has to be a whole number'],
  [{ window: 'days', windowLength: 0 }, placed, 'The window of the purchase is 0 long'],
  [{ window: 'between' }, placed, 'lies between two dates, and neither is given'],
])('a split that makes no sense says so: %j', async (parameters, item, message) => {
  const run = await enter(split(parameters), new RecordingHub(), [item]);
  expect(run.data.resultData.error?.message).toContain(message);
});
