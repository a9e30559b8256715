import { FreshStarts } from '../../../packages/runtime/src/engine/fresh-starts';
import { makeStartState } from '../../../packages/runtime/src/n8n-host';

const start = () => makeStartState({ node: 'Webhook', items: [[{ json: {} }]] });
const STORED = Buffer.from('as it is stored');

test('a start is taken once: the run that has it changes it', () => {
  const starts = new FreshStarts();
  const state = start();
  starts.keep(1, state, STORED);
  expect(starts.take({ id: 1, state: Buffer.from(STORED) })).toBe(state);
  expect(starts.take({ id: 1, state: STORED })).toBeUndefined();
});

test('an execution that was changed since it was entered is read from its row', () => {
  const starts = new FreshStarts();
  starts.keep(1, start(), STORED);
  expect(starts.take({ id: 1, state: Buffer.from('moved by hand') })).toBeUndefined();
});

test('large starts, and more than are about to run, are left to be read from their rows', () => {
  const starts = new FreshStarts();
  const large = Buffer.alloc(1_000_000);
  starts.keep(1, start(), large);
  expect(starts.take({ id: 1, state: large })).toBeUndefined();
  for (let id = 1; id <= 1_000; id++) starts.keep(id, start(), STORED);
  expect(starts.take({ id: 1, state: STORED })).toBeUndefined();
  expect(starts.take({ id: 1_000, state: STORED })).toBeDefined();
});
