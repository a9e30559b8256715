import type { INode, INodeTypes } from 'n8n-workflow';

import { RecordingHub } from '../../support/recording-hub';
import { enter, loadNodes, outputsOf, triggerAnd, workflowOf } from '../../support/run-our-nodes';

let nodeTypes: INodeTypes;
beforeAll(async () => {
  nodeTypes = await loadNodes();
}, 60_000);

const node = (parameters: INode['parameters']) => workflowOf(nodeTypes, triggerAnd('createCoupon', parameters));
const anna = { contact: { id: 7 } };

test('a contact gets a code of the pool, and messages find it in the item', async () => {
  const hub = new RecordingHub();
  const run = await enter(node({ pool: ' Welcome ' }), hub, [anna]);
  const coupon = { code: 'HELLO10', expiresAt: null, reason: 'given' };
  expect(outputsOf(run)).toMatchObject([[{ json: { ...anna, coupon } }], []]);
  expect(hub.coupons).toMatchObject([{ contact: { id: 7 }, pool: 'Welcome', itemIndex: 0, visit: 0 }]);
  expect(hub.notes).toEqual(['HELLO10']);
});

test('a contact for whom there is no code goes another way, with the reason', async () => {
  const hub = new RecordingHub();
  hub.coupon = { code: null, expiresAt: null, reason: 'exhausted' };
  const run = await enter(node({ pool: 'Welcome' }), hub, [anna]);
  expect(outputsOf(run)).toMatchObject([[], [{ json: { coupon: { code: null, reason: 'exhausted' } } }]]);
});

test('a contact gets a coupon that the shop makes, on the terms of the author', async () => {
  const hub = new RecordingHub();
  const terms = { source: 'shop', kind: 'amount', amount: ' 15 ', validDays: 0 };
  await enter(node({ ...terms, options: { prefix: 'VIP', minimumTotal: '', shop: ' s1 ' } }), hub, [anna]);
  await enter(node({ source: 'shop' }), hub, [anna]);
  expect(hub.coupons.map(({ pool, shopCoupon }) => ({ pool, shopCoupon }))).toEqual([
    { pool: undefined, shopCoupon: { kind: 'amount', amount: '15', prefix: 'VIP', shop: 's1' } },
    { pool: undefined, shopCoupon: { kind: 'percent', amount: '10', validDays: 14 } },
  ]);
});

test('an author keeps codes for those who may be told of them', async () => {
  const hub = new RecordingHub();
  await enter(node({ pool: 'Welcome', toldBy: 'sms' }), hub, [anna]);
  await enter(node({ source: 'shop', toldBy: 'anybody' }), hub, [anna]);
  expect(hub.coupons.map(({ toldBy }) => toldBy)).toEqual(['sms', undefined]);
});

test('an author who names no pool is told so', async () => {
  const run = await enter(node({ pool: ' ' }), new RecordingHub(), [anna]);
  expect(run.data.resultData.error?.message).toContain('The coupon comes from no pool');
});
