import { journeyOf, mail, onEvents } from '../../support/journey';
import { simulate } from '../../support/simulate';

test.each(['woocommerce', 'magento'])(
  'a customer of a %s shop is recommended what others bought with it',
  async (type) => {
    const recommend = {
      name: 'Recommend',
      type: 'n8n-nodes-aftercart.recommendProducts',
      typeVersion: 1,
      parameters: { strategy: 'alsoBought', fallbacks: [], count: 3 },
    };
    const told = mail('{{join recommendations "," key="name"}}');
    const data = '={{ { recommendations: $json.recommendations } }}';
    const bought = {
      ...onEvents(),
      type: 'n8n-nodes-aftercart.eventTrigger',
      parameters: { events: ['order.placed'] },
    };
    const journey = journeyOf([bought, recommend, { ...told, parameters: { ...told.parameters, options: { data } } }]);
    const shop = {
      type,
      products: [
        { sku: 'MUG', name: 'Mug' },
        { sku: 'CUP', name: 'Cup' },
        { sku: 'POT', name: 'Pot', stock: 'out' },
      ],
      othersBought: [
        { skus: ['MUG', 'CUP', 'POT'], times: 6 },
        { skus: ['TEA'], times: 6 },
      ],
    };
    const simulation = await simulate(journey, {
      given: { shop },
      when: [{ at: 'day 0 10:00', buys: { sku: 'MUG' } }],
    });
    expect(simulation.messages).toMatchObject([{ subject: 'Cup', status: 'sent' }]);
  },
);

test('somebody who makes an account enters, and which link of a mail they follow is known', async () => {
  const journey = journeyOf([
    onEvents('customer.created'),
    mail('One'),
    {
      name: 'Followed?',
      type: 'n8n-nodes-aftercart.waitForEvent',
      typeVersion: 1,
      parameters: { arms: { values: [FOLLOWED] }, atMost: 3, atMostUnit: 'days' },
    },
  ]);
  const when = (url: string) => [
    { at: 'day 0 10:00', registers: {} },
    { at: 'day 1 10:00', clicks: { message: 1, url } },
  ];
  const outputsOf = async (url: string) =>
    (await simulate(journey, { when: when(url) })).executions[0]?.steps.findLast(({ verdict }) => verdict === 'passed')
      ?.outputs;
  expect(await outputsOf('https://shop.example/review')).toEqual([1]);
  expect(await outputsOf('https://shop.example/else')).toEqual([0]);
});

test('a contact who looked at a product hears of it once it is cheaper', async () => {
  const trigger = {
    name: 'Cheaper',
    type: 'n8n-nodes-aftercart.productAlertTrigger',
    typeVersion: 1,
    parameters: { events: ['interest.price_dropped'] },
  };
  const { messages } = await simulate(journeyOf([trigger, mail('Cheaper now')]), {
    given: { shop: { products: [{ sku: 'MUG-1', price: 20 }] } },
    when: [
      { at: 'day 0 10:00', views: { sku: 'MUG-1' } },
      { at: 'day 1 10:00', offers: { sku: 'MUG-1', price: 15 } },
    ],
    until: '3 days',
  });
  expect(messages).toMatchObject([{ subject: 'Cheaper now', sentAt: '2026-01-06T10:00:00.000Z' }]);
});

const FOLLOWED = {
  ...{ name: 'Followed', waitFor: 'event', events: [], otherEvents: 'message.clicked', about: 'field' },
  ...{ aboutField: 'engagement.url', aboutValue: 'https://shop.example/review' },
};
