import type { IDataObject, INode, INodeTypes, IRun } from 'n8n-workflow';

import { RecordingHub } from '../../support/recording-hub';
import { enter, loadNodes, outputsOf, resume, triggerAnd, workflowOf } from '../../support/run-our-nodes';

let nodeTypes: INodeTypes;
beforeAll(async () => {
  nodeTypes = await loadNodes();
}, 60_000);

const hub = new RecordingHub(); // it is 2026-11-22T10:00:00Z
const wait = (parameters: INode['parameters'], more: Partial<INode> = {}, timezone?: string) =>
  workflowOf(nodeTypes, triggerAnd('waitUntilDate', parameters, more), timezone);
const waitsUntil = ({ waitTill }: IRun) => waitTill?.toISOString();
const run = async (
  parameters: INode['parameters'],
  items: IDataObject[] = [{}],
  more?: Partial<INode>,
  timezone?: string,
) => await enter(wait(parameters, more, timezone), hub, items);

test('a contact waits three days and goes on with what it came with', async () => {
  const workflow = wait({ mode: 'after', amount: 3, unit: 'days' });
  const waiting = await enter(workflow, hub, [{ contact: { id: 7 } }]);
  expect(waiting.status).toBe('waiting');
  expect(waitsUntil(waiting)).toBe('2026-11-25T10:00:00.000Z');

  const ended = await resume(workflow, hub, waiting);
  expect(ended.status).toBe('success');
  expect(outputsOf(ended)).toMatchObject([[{ json: { contact: { id: 7 } } }]]);
});

test("days and their hour are those of the contact's clock", async () => {
  const parameters = { amount: 1, unit: 'days', timeOfDay: '09:00' };
  expect(waitsUntil(await run(parameters, [{ contact: { timeZone: 'Asia/Tokyo' } }]))).toBe('2026-11-23T00:00:00.000Z');
  expect(waitsUntil(await run(parameters, [{}], {}, 'America/New_York'))).toBe('2026-11-23T14:00:00.000Z');
  const unknown = [{ contact: { timeZone: 'Mars/Olympus' } }];
  expect(waitsUntil(await run(parameters, unknown, {}, 'Asia/Jerusalem'))).toBe('2026-11-23T07:00:00.000Z');
  const custom = { ...parameters, timeZone: 'custom', customTimeZone: 'Europe/London' };
  expect(waitsUntil(await run(custom, unknown))).toBe('2026-11-23T09:00:00.000Z');
});

test('a wait of nothing is none, and a short one is a stored instant, too', async () => {
  expect((await run({ amount: 0, unit: 'hours' })).status).toBe('success');
  expect(waitsUntil(await run({ amount: 5, unit: 'seconds' }))).toBe('2026-11-22T10:00:05.000Z');
});

test('everybody waits until one date, each by its own clock', async () => {
  const parameters = { mode: 'date', date: '2026-12-24T18:00:00' };
  expect(waitsUntil(await run(parameters, [{ contact: { timeZone: 'Asia/Jerusalem' } }]))).toBe(
    '2026-12-24T16:00:00.000Z',
  );
});

describe('a date that has passed', () => {
  const birthday = { mode: 'field', field: '={{ $json.born }}', offset: 3, direction: 'before', timeOfDay: '10:30' };
  const born = [{ born: '1990-05-10' }];

  test('lets the contact go on', async () => {
    expect(outputsOf(await run(birthday, born))).toEqual([[{ json: { born: '1990-05-10' }, pairedItem: { item: 0 } }]]);
  });

  test('ends its journey', async () => {
    const ended = await run({ ...birthday, pastDate: 'leave' }, born);
    expect([ended.status, outputsOf(ended)]).toEqual(['success', [[]]]);
  });

  test('is waited for next year', async () => {
    expect(waitsUntil(await run({ ...birthday, pastDate: 'nextYear' }, born))).toBe('2027-05-07T10:30:00.000Z');
  });
});

test('several items wait until the latest of their dates', async () => {
  const parameters = { mode: 'field', field: '={{ $json.at }}' };
  const waiting = await run(parameters, [{ at: '2026-12-01' }, { at: '2026-12-24' }, { at: '2026-11-01' }]);
  expect(waitsUntil(waiting)).toBe('2026-12-24T00:00:00.000Z');
});

test('items that have to leave and items that have to wait are not mixed up', async () => {
  const parameters = { mode: 'field', field: '={{ $json.at }}', pastDate: 'leave' };
  const failed = await run(parameters, [{ at: '2026-12-01' }, { at: '2026-11-01' }]);
  expect(failed.data.resultData.error).toMatchObject({ message: 'Some items have to leave while others have to wait' });
});

test.each([
  [{ mode: 'field', field: '={{ $json.nothing }}' }, 'is not a date'],
  [{ mode: 'field', field: '24/12/2026' }, '"24/12/2026" is not a date'],
  [{ amount: '={{ "many" }}' }, 'The time to wait has to be a number, not "many"'],
  [{ amount: 1e15, unit: 'hours' }, 'The time to wait for is beyond any calendar'],
  [{ amount: 1, unit: 'days', timeOfDay: '25:00' }, '"25:00" is not a time of day'],
  [{ timeZone: 'custom', customTimeZone: 'Israel Time' }, '"Israel Time" is not a time zone'],
])('parameters that make no sense fail the node: %p', async (parameters, message) => {
  const failed = await run(parameters);
  expect(failed.data.resultData.error?.message).toContain(message);
});

test('a contact whose date cannot be read goes on with the error where the node goes on after errors', async () => {
  const parameters = { mode: 'field', field: '={{ $json.at }}' };
  const went = await run(parameters, [{ at: 'soon' }], { onError: 'continueRegularOutput' });
  expect(outputsOf(went)).toMatchObject([[{ json: { at: 'soon', error: '"soon" is not a date' } }]]);
  const aside = await run(parameters, [{ at: 'soon' }], { onError: 'continueErrorOutput' });
  expect(outputsOf(aside)).toMatchObject([[], [{ json: { at: 'soon' } }]]);
});
