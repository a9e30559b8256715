import { pathOf } from '../../../packages/runtime/src/simulate';
import { journeyOf, mail, wait, type JourneyNode } from '../../support/journey';
import { simulate } from '../../support/simulate';

jest.setTimeout(120_000);

const buys = { at: 'day 0 10:00', buys: { order: '7', sku: 'MUG-1', total: 40, currency: 'EUR' } };
const on = (...events: string[]): JourneyNode => ({
  name: 'On event',
  type: 'n8n-nodes-aftercart.eventTrigger',
  parameters: { events },
});
const onOrder = (...events: string[]): JourneyNode => ({
  name: 'On order',
  type: 'n8n-nodes-aftercart.wooCommerceTrigger',
  parameters: { events },
});
/** A mail that says what is in the item: a path into it. */
const told = (path: string): JourneyNode => ({
  ...mail('Told {{word}}'),
  parameters: {
    ...mail('Told {{word}}').parameters,
    options: { data: `={{ JSON.stringify({ word: $json.${path} }) }}` },
  },
});
const subjectsOf = ({ messages }: { messages: ReadonlyArray<{ subject: string }> }): string[] =>
  messages.map(({ subject }) => subject);
const typesOf = ({ happened }: { happened: ReadonlyArray<{ type: string }> }): string[] =>
  happened.map(({ type }) => type);

test('a contact who gets a part of the money back enters by it, and the order stands as it was', async () => {
  const simulation = await simulate(journeyOf([onOrder('order.refunded'), told('order.status')]), {
    when: [buys, { at: 'day 5 10:00', refunds: { amount: 10 } }],
    until: '7 days',
  });
  expect(subjectsOf(simulation)).toEqual(['Told processing']);
  expect(simulation.executions).toMatchObject([{ enteredAt: '2026-01-10T10:00:00.000Z' }]);
});

test('a contact who gets all of the money back has an order that is refunded; two refunds are two entries', async () => {
  const simulation = await simulate(journeyOf([onOrder('order.refunded'), told('order.status')]), {
    when: [buys, { at: 'day 5', refunds: { order: '7', amount: 10 } }, { at: 'day 6', refunds: {} }],
    until: '7 days',
  });
  expect(subjectsOf(simulation)).toEqual(['Told processing', 'Told refunded']);
});

test('the parcel of a contact arrives, of the order that is named', async () => {
  const simulation = await simulate(journeyOf([onOrder('order.delivered'), told('order.number')]), {
    when: [
      buys,
      { at: 'day 1', buys: { order: '8', total: 5 } },
      { at: 'day 2', delivered: { order: '7' } },
      { at: 'day 4', delivered: {} },
    ],
    until: '7 days',
  });
  expect(subjectsOf(simulation)).toEqual(['Told 7', 'Told 8']);
});

test('a contact cannot get an order delivered or paid back that they did not place', async () => {
  const journey = journeyOf([onOrder('order.delivered'), mail('One')]);
  for (const happening of [{ delivered: {} }, { refunds: {} }, { order: { order: '9', status: 'completed' } }]) {
    const asked = simulate(journey, { when: [{ at: 'day 1', ...happening }] });
    await expect(asked).rejects.toMatchObject({ code: 'SCENARIO_INVALID' });
  }
});

test('a contact looks at a product, and the journey knows which', async () => {
  const simulation = await simulate(journeyOf([on('product.viewed'), told('product.sku')]), {
    when: [{ at: 'day 0 20:00', views: { sku: 'MUG-1', category: 'Mugs' } }],
    until: '1 days',
  });
  expect(typesOf(simulation)).toContain('product.viewed');
  expect(subjectsOf(simulation)).toEqual(['Told MUG-1']);
});

test('a contact changes their language and gets the next mail in it', async () => {
  const languages = { values: ['en', 'he', 'ar'].map((language) => ({ language, subject: language, body: 'x' })) };
  const send = { ...mail('x'), parameters: { purpose: 'transactional', languages } };
  const simulation = await simulate(journeyOf([onOrder('order.placed'), wait(2, 'days'), send]), {
    given: { contact: { locale: 'en' } },
    when: [buys, { at: 'day 1', updates: { locale: 'ar', tier: 'gold' } }],
  });
  expect(simulation.messages).toMatchObject([{ language: 'ar', subject: 'ar' }]);
  expect(simulation.contact.attributes).toEqual({ tier: 'gold' });
  expect(typesOf(simulation)).toContain('contact.updated');
});

test('a contact who follows a link has opened the mail, and is told apart from those who only opened it', async () => {
  const split = { name: 'Reacted?', type: 'n8n-nodes-aftercart.splitByEngagement', parameters: {} };
  const journey = journeyOf([
    onOrder('order.placed'),
    mail('One'),
    wait(2, 'days'),
    split,
    mail('For clickers', 'Next'),
  ]);
  const clicked = await simulate(journey, { when: [buys, { at: 'day 1', clicks: 1 }], until: '3 days' });
  expect(pathOf(clicked)).toContain('Next');
  expect(typesOf(clicked)).toContain('message.clicked');
  const opened = await simulate(journey, { when: [buys, { at: 'day 1', opens: 1 }], until: '3 days' });
  expect(pathOf(opened)).not.toContain('Next');
  expect(typesOf(opened)).not.toContain('message.clicked');
});

test('a contact joins a list and leaves it again, and both are told', async () => {
  const simulation = await simulate(journeyOf([on('list.joined', 'list.left'), mail('One')]), {
    when: [
      { at: 'day 0 10:00', joins: 'Newsletter' },
      { at: 'day 1', joins: 'Newsletter' },
      { at: 'day 2', leaves: 'Newsletter' },
      { at: 'day 3', leaves: 'Nobody knows it' },
    ],
    until: '4 days',
  });
  const lists = simulation.happened.filter(({ type }) => type.startsWith('list.'));
  expect(lists.map(({ type, what }) => `${type} ${what}`)).toEqual(['list.joined Newsletter', 'list.left Newsletter']);
  expect(simulation.executions).toHaveLength(2);
  expect(simulation.contact.lists).toEqual([]);
});

test('a tag that is taken away ends a journey that leaves by it', async () => {
  const journey = journeyOf([on('tag.added'), wait(5, 'days'), mail('One')], { exitOn: ['tag.removed'] });
  const simulation = await simulate(journey, {
    when: [
      { at: 'day 0 10:00', tags: ['vip'] },
      { at: 'day 2', untags: ['vip'] },
    ],
  });
  expect(simulation.executions).toMatchObject([{ exit: expect.stringContaining('tag.removed') }]);
  expect(simulation.messages).toEqual([]);
});

test('a contact who withdraws their consent gets no promotion any more', async () => {
  const promotion = { ...mail('Offer'), parameters: { ...mail('Offer').parameters, purpose: 'promotional' } };
  const consent = { channel: 'email', purpose: 'promotional' };
  const simulation = await simulate(journeyOf([onOrder('order.placed'), wait(2, 'days'), promotion]), {
    given: { contact: { consents: [consent] } },
    when: [buys, { at: 'day 1', consents: { ...consent, status: 'withdrawn' } }],
  });
  expect(simulation.messages).toMatchObject([
    { status: 'skipped', reason: expect.stringContaining('CONSENT_WITHDRAWN') },
  ]);
});

test('any event of the glossary can happen, with what it says', async () => {
  const simulation = await simulate(journeyOf([on('site.exit_intent'), told('page.url')]), {
    when: [
      { at: '4 hours', event: { type: 'site.exit_intent', payload: { page: { url: 'https://shop.example/mugs' } } } },
    ],
    until: '1 days',
  });
  expect(simulation.happened).toContainEqual({ at: '2026-01-05T13:00:00.000Z', type: 'site.exit_intent' });
  expect(subjectsOf(simulation)).toEqual(['Told https://shop.example/mugs']);
});

test('a contact whose browser takes push messages gets one, and one without such a browser does not', async () => {
  const languages = { values: [{ language: 'en', title: 'Cheaper now' }] };
  const push = { ...mail('x', 'Push'), type: 'n8n-nodes-aftercart.sendPush', parameters: { languages } };
  const journey = journeyOf([onOrder('order.placed'), push, told('message.devices')]);
  const sentTo = async (devices: number) => {
    const { messages } = await simulate(journey, { given: { contact: { devices } }, when: [buys] });
    return messages.map(({ channel, status, subject }) => `${channel} ${status}: ${subject}`);
  };
  expect(await sentTo(2)).toEqual(['push sent: Cheaper now', 'email sent: Told 2']);
  expect(await sentTo(0)).toEqual(['push skipped: Cheaper now', 'email sent: Told 0']);
});

test('a contact signs up, is asked to confirm, and enters by it; who was asked before is not asked again', async () => {
  const consent = { channel: 'email', purpose: 'promotional', status: 'pending' };
  const journey = journeyOf([on('consent.pending'), told('consent.channel')]);
  const asked = await simulate(journey, { when: [{ at: 'day 1', consents: consent }], until: '3 days' });
  expect(subjectsOf(asked)).toEqual(['Please confirm your subscription', 'Told email']);
  const before = await simulate(journey, { given: { contact: { consents: [consent] } }, until: '3 days' });
  expect(before.messages).toEqual([]);
});

test('a contact has the grade that follows from what they have bought', async () => {
  const branch = {
    name: 'Best',
    conditions: { values: [{ about: 'grade', comparison: 'oneOf', value: 'champions' }] },
  };
  const split = {
    name: 'Best?',
    type: 'n8n-nodes-aftercart.splitByAttributes',
    parameters: { branches: { values: [branch] } },
  };
  const journey = journeyOf([on('page.viewed'), split, mail('One', 'For the best')]);
  const best = [1, 9, 20, 40, 60].map((daysAgo) => ({ daysAgo, total: 90 }));
  const when = [{ at: 'day 0 10:00', event: { type: 'page.viewed' } }];
  const shop = { othersBought: [{ skus: ['CUP-1'], times: 5 }] };
  const pathFor = async (orders: object[]) =>
    pathOf(await simulate(journey, { given: { shop, contact: { orders } }, when }));
  expect(await pathFor(best)).toContain('For the best');
  expect(await pathFor([{ daysAgo: 200, total: 10 }])).not.toContain('For the best');
});

test('what others have bought is known, and only the contact of the scenario enters a journey', async () => {
  const parameters = { date: 'lastOrder', repeat: 'monthly' };
  const monthly = { name: 'Monthly', type: 'n8n-nodes-aftercart.dateTrigger', parameters };
  const shop = { othersBought: [{ skus: ['MUG-1', 'CUP-1'], times: 6 }] };
  const simulation = await simulate(journeyOf([monthly, mail('One')]), { given: { shop }, until: '40 days' });
  expect(simulation.executions).toEqual([]);
});
