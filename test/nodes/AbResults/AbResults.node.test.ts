import type { INode, INodeTypes } from 'n8n-workflow';

import { RecordingHub } from '../../support/recording-hub';
import { enter, loadNodes, outputsOf, triggerAnd, workflowOf } from '../../support/run-our-nodes';

let nodeTypes: INodeTypes;
beforeAll(async () => {
  nodeTypes = await loadNodes();
}, 60_000);

const results = (parameters: INode['parameters'] = {}) => workflowOf(nodeTypes, triggerAnd('abResults', parameters));

test('a marketer gets the results of the last days, or of all time, in a field of the item', async () => {
  const hub = new RecordingHub();
  hub.results = [{ split: 's', variant: 'Story', contacts: 10, opened: 5, clicked: 2, bought: 1 }];
  const [items] = outputsOf(await enter(results(), hub, [{ keep: 1 }]));
  expect(items).toMatchObject([{ json: { keep: 1, results: hub.results } }]);
  await enter(results({ withinDays: 0, field: 'all' }), hub, [{}]);
  expect(hub.resultRequests).toEqual([{ withinDays: 7 }, {}]);
  expect(hub.notes[0]).toBe('Story: 1 of 10');
});
