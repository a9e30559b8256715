import {
  nextState,
  stricter,
  tickedBoxes,
  type ConsentState,
  type ConsentStatement,
} from '../../../packages/runtime/src/consent';

const ABOUT = { channel: 'email', purpose: 'promotional' } as const;
const state = (
  status: ConsentState['status'],
  sinceAt: number,
  basis: ConsentState['basis'] = 'explicit',
): ConsentState => ({
  ...ABOUT,
  ...{ status, basis, sinceAt },
});
const said = (status: ConsentState['status'], at: number, more: Partial<ConsentStatement> = {}): ConsentStatement => ({
  ...ABOUT,
  ...{ workspace: 1, contact: 1, basis: 'explicit', source: 'api', recordedAt: 100, status, at },
  ...more,
});

test.each([
  ['who never said anything agrees', undefined, said('granted', 5), 'granted'],
  ['who agreed withdraws', state('granted', 1), said('withdrawn', 5), 'withdrawn'],
  ['who withdrew agrees again', state('withdrawn', 1), said('granted', 5), 'granted'],
  ['an order from before the withdrawal comes late', state('withdrawn', 9), said('granted', 5), 'withdrawn'],
  ['a withdrawal from before they agreed comes late', state('granted', 9), said('withdrawn', 5), 'granted'],
  ['a withdrawal of the same moment counts', state('granted', 5), said('withdrawn', 5), 'withdrawn'],
  [
    'who withdrew is in a list that somebody imports',
    state('withdrawn', 1),
    said('granted', 5, { source: 'import' }),
    'withdrawn',
  ],
  [
    'who withdrew buys something',
    state('withdrawn', 1),
    said('granted', 5, { basis: 'customer_exception' }),
    'withdrawn',
  ],
  ['who agreed is asked to confirm', state('granted', 1), said('pending', 5, { basis: 'double_opt_in' }), 'granted'],
  ['who withdrew asks to be asked', state('withdrawn', 1), said('pending', 5, { basis: 'double_opt_in' }), 'pending'],
])('%s', (_title, before, statement, after) => {
  expect((nextState(before, statement) ?? before)?.status).toBe(after);
});

test('the stricter of several consents does not depend on the order in which they are compared', () => {
  const states = (['granted', 'pending', 'withdrawn'] as const).flatMap((status) =>
    [1, 2].flatMap((at) => (['explicit', 'double_opt_in'] as const).map((basis) => state(status, at, basis))),
  );
  for (const a of states)
    for (const b of states)
      for (const c of states) expect(stricter(stricter(a, b), c)).toEqual(stricter(a, stricter(c, b)));
});

test('of the boxes at a checkout only those about advertising count, and only where they are ticked', () => {
  const settings = { customerException: false, checkoutBoxes: null };
  const meta = {
    '_wc_other/journey/marketing-opt-in': '1',
    '_wc_other/shop/newsletter-sms': '1',
    '_wc_other/shop/whatsapp-marketing': '0',
    '_wc_other/shop/terms': '1',
    newsletter: '1',
  };
  expect(tickedBoxes(meta, settings)).toEqual([
    { field: '_wc_other/journey/marketing-opt-in', channels: ['email'], wording: null },
    { field: '_wc_other/shop/newsletter-sms', channels: ['sms'], wording: null },
  ]);
  const named = [{ field: 'newsletter', channels: ['email' as const, 'sms' as const], wording: 'Yes, write to me' }];
  expect(tickedBoxes(meta, { ...settings, checkoutBoxes: named })).toEqual(named);
});
