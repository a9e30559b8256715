import type { INode, INodeTypes } from 'n8n-workflow';

import type { RecommendedProduct } from '../../../nodes/shared/hub';
import { RecordingHub } from '../../support/recording-hub';
import { startServer } from '../../support/recorded-server';
import { enter, loadNodes, outputsOf, triggerAnd, workflowOf } from '../../support/run-our-nodes';

let nodeTypes: INodeTypes;
beforeAll(async () => {
  nodeTypes = await loadNodes();
}, 60_000);

const node = (parameters: INode['parameters'], more: Partial<INode> = {}) =>
  workflowOf(nodeTypes, triggerAnd('recommendProducts', parameters, more));
const anna = { contact: { id: 7 } };
const lenses: RecommendedProduct = {
  ...{ id: '10', sku: 'L-30', name: 'Monthly lenses', price: 19.9, currency: 'EUR', priceText: '€19.90', shop: 's' },
  ...{ url: 'https://shop.example/lenses', image: null, strategy: 'alsoBought', dueAt: null },
};

test('products stand in the item for messages to loop over, by the strategies in their order', async () => {
  const hub = new RecordingHub();
  hub.products = [lenses];
  const filters = { categories: 'lenses, care', exclude: 'X', maximumPrice: 50, includesOwned: true, shop: ' s ' };
  const parameters = {
    strategy: 'replenishment',
    fallbacks: ['alsoBought', 'replenishment'],
    count: 4,
    products: '10, L-31',
    filters,
  };
  const run = await enter(node(parameters), hub, [anna]);
  expect(outputsOf(run)).toMatchObject([[{ json: { ...anna, recommendations: [lenses] } }], []]);
  expect(hub.recommendations).toEqual([
    {
      ...{ contact: { id: 7 }, strategies: ['replenishment', 'alsoBought'], limit: 4, products: ['10', 'L-31'] },
      ...{ categories: ['lenses', 'care'], exclude: ['X'], shop: 's', includesOwned: true, maximumPrice: 50 },
    },
  ]);
  expect(hub.notes).toEqual(['Monthly lenses']);
});

test('a contact for whom there are too few takes the output "None", without any', async () => {
  const hub = new RecordingHub();
  expect(outputsOf(await enter(node({}), hub, [anna]))).toMatchObject([[], [{ json: { recommendations: [] } }]]);
  hub.products = [lenses];
  expect(outputsOf(await enter(node({ fewest: 2 }), hub, [anna]))).toMatchObject([
    [],
    [{ json: { ...anna, recommendations: [] } }],
  ]);
});

test('in a stock n8n the server is asked', async () => {
  const server = await startServer();
  server.answer('POST /api/v1/hub/recommendations', 200, [lenses]);
  const credentials = { aftercartApi: { id: '1', name: 'Aftercart' } };
  const more = { credentialsHelper: server.credentialsHelper };
  const run = await enter(node({}, { credentials }), undefined, [anna], more);
  await server.close();
  expect(outputsOf(run)[0]![0]!.json.recommendations).toEqual([lenses]);
  expect(server.requests).toMatchObject([{ body: { strategies: ['alsoBought', 'bestSellers'], limit: 3 } }]);
});

test.each([
  [{ count: 0 }, 'from 1 to 50'],
  [{ filters: { minimumPrice: 'cheap' } }, 'a number of 0 or more'],
])('parameters that make no sense say so: %j', async (parameters, message) => {
  const run = await enter(node(parameters), new RecordingHub(), [anna]);
  expect(run.data.resultData.error?.message).toContain(message);
});
