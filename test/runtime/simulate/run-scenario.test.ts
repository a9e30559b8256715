import { pathOf } from '../../../packages/runtime/src/simulate';
import { journeyOf, mail, onEvents, wait, type WorkflowSettings } from '../../support/journey';
import { simulate } from '../../support/simulate';
import { startJourneys } from '../../support/start-journeys';

const consents = [{ channel: 'email', purpose: 'promotional' }];
const exits: WorkflowSettings = { exitOn: ['order.paid'] };
const buys = { sku: 'MUG-1', total: 40 };
const http = {
  name: 'Ask',
  type: 'n8n-nodes-base.httpRequest',
  typeVersion: 4.2,
  parameters: { url: 'http://127.0.0.1:9/never' },
};
const statusesOf = (messages: ReadonlyArray<{ subject: string; status: string }>): string[] =>
  messages.map(({ subject, status }) => `${subject}: ${status}`);

test('a customer who buys during the wait gets no reminder', async () => {
  const journey = journeyOf([onEvents('tag.added'), wait(3, 'days'), mail('Reminder')], exits);
  const simulation = await simulate(onTag(journey), {
    when: [
      { at: 'day 0 10:00', tags: ['cart'] },
      { at: 'day 1 10:00', buys },
    ],
  });
  expect(simulation.executions).toMatchObject([
    { endedAt: '2026-01-06T10:00:00.000Z', exit: expect.stringContaining('order.paid') },
  ]);
  expect(simulation.messages).toEqual([]);
});

test('a customer who does not buy is reminded at the instant at which the wait ends, and it stops by itself', async () => {
  const journey = journeyOf([onEvents('tag.added'), wait(3, 'days'), mail('Reminder')], exits);
  const simulation = await simulate(onTag(journey), { when: [{ at: 'day 0 10:00', tags: ['cart'] }] });
  expect(simulation).toMatchObject({ isOver: true, endedAt: '2026-01-08T10:00:00.000Z', contact: { tags: ['cart'] } });
  expect(simulation.messages).toMatchObject([
    { subject: 'Reminder', status: 'sent', sentAt: '2026-01-08T10:00:00.000Z' },
  ]);
});

test('the same scenario gives the same bytes', async () => {
  const journey = journeyOf([onEvents('order.placed'), mail('One'), wait(40, 'days'), mail('Two', 'Second mail')]);
  const scenario = {
    given: { contact: { consents } },
    when: [
      { at: 'day 0 10:00', buys },
      { at: 'day 1', opens: 1 },
    ],
    until: '60 days',
  };
  const [first, second] = [await simulate(journey, scenario), await simulate(journey, scenario)];
  expect(JSON.stringify(first)).toBe(JSON.stringify(second));
  expect(statusesOf(first.messages)).toEqual(['One: sent', 'Two: sent']);
  expect(first.happened).toContainEqual({ at: '2026-01-06T09:00:00.000Z', type: 'message.opened' });
});

test('what a simulation says is what the product does', async () => {
  const journey = [onEvents('order.placed'), mail('One'), wait(2, 'days'), mail('Two', 'Second mail')];
  const simulation = await simulate(journeyOf(journey), { when: [{ at: 'day 0 09:00', buys }], until: '10 days' });

  const shop = await startJourneys({ now: Date.parse('2026-01-05T09:00:00Z') });
  try {
    const workflow = await shop.activate(journey);
    const anna = await shop.contact('anna@example.com');
    await shop.happens('order.placed', anna, { contact: { id: anna }, order: { id: '1' } });
    await shop.advance({ milliseconds: 10 * 86_400_000 });
    const [execution] = await shop.executions.list(1, { workflow, limit: 1 });
    const ledger = await shop.control.ledger(1, execution!.id);
    expect(simulation.executions[0]?.steps.map(({ at, verdict, node }) => ({ at, verdict, node }))).toEqual(
      ledger.map(({ at, verdict, node }) => ({ at: new Date(at).toISOString(), verdict, node })),
    );
    expect(statusesOf(simulation.messages)).toEqual(await shop.mails());
  } finally {
    await shop.close();
  }
});

test('a contact who comes to a node that would reach the world outside stops the simulation, by a code and the name of the node', async () => {
  const journey = journeyOf([onEvents('order.placed'), wait(1, 'days'), http]);
  const asked = simulate(journey, { when: [{ at: 'day 0 10:00', buys }] });
  await expect(asked).rejects.toMatchObject({
    code: 'SIMULATION_FOREIGN_NODE',
    details: { node: 'Ask', type: 'n8n-nodes-base.httpRequest' },
  });
});

test('a node with pinned data answers with that, and the journey goes on', async () => {
  const journey = {
    ...journeyOf([onEvents('order.placed'), http, pinnedMail]),
    pinData: { Ask: [{ json: { word: 'Pinned' } }] },
  };
  const simulation = await simulate(journey, { when: [{ at: 'day 0 10:00', buys }], until: '2 days' });
  expect(pathOf(simulation)).toEqual(['On event', 'Ask', 'Mail']);
  expect(statusesOf(simulation.messages)).toEqual(['Pinned: sent']);
});

test('a contact cannot open a message that they did not get', async () => {
  const journey = journeyOf([onEvents('order.placed'), mail('One')]);
  await expect(simulate(journey, { when: [{ at: 'day 1', opens: 1 }] })).rejects.toMatchObject({
    code: 'SCENARIO_INVALID',
  });
});

/** Says what the node before it put out. */
const pinnedMail = {
  ...mail('{{word}}'),
  parameters: {
    ...mail('{{word}}').parameters,
    options: { data: '={{ JSON.stringify({ word: $json.word }) }}' },
  },
};

/** The same journey, begun by a tag. */
function onTag(journey: object): object {
  const { nodes } = journey as { nodes: Array<{ name: string }> };
  const trigger = { type: 'n8n-nodes-aftercart.eventTrigger', parameters: { events: ['tag.added'] } };
  return { ...journey, nodes: nodes.map((node) => (node.name === 'On event' ? { ...node, ...trigger } : node)) };
}

test('a contact gets a code of the pool that a scenario names, and "None" where it has run out', async () => {
  const coupon = {
    name: 'Coupon',
    type: 'n8n-nodes-aftercart.createCoupon',
    typeVersion: 1,
    parameters: { source: 'pool', pool: 'Welcome' },
  };
  const journey = journeyOf([onEvents('order.placed'), coupon, mail('Your code', 'Code')]);
  const playedWith = async (codes: string[]) =>
    await simulate(journey, {
      given: { coupons: { Welcome: codes }, contact: { consents } },
      when: [{ at: 'day 0 10:00', buys }],
    });
  expect(pathOf(await playedWith(['HELLO-1']))).toContain('Code');
  expect(pathOf(await playedWith([]))).not.toContain('Code');
});

test('a text message goes to the simulated phone, with how to refuse more', async () => {
  const text = {
    name: 'Text',
    type: 'n8n-nodes-aftercart.sendSms',
    typeVersion: 1,
    parameters: { languages: { values: [{ language: 'en', text: 'On its way' }] } },
  };
  const contact = { phone: '+972502345678', consents: [{ channel: 'sms', purpose: 'promotional' }] };
  const { messages } = await simulate(journeyOf([onEvents('order.placed'), text]), {
    given: { contact },
    when: [{ at: 'day 0 10:00', buys }],
  });
  expect(messages).toMatchObject([{ channel: 'sms', status: 'sent', text: 'On its way\nReply STOP to unsubscribe' }]);
});

test('a message for the pages of the shop waits for one, is seen there once, and can be clicked', async () => {
  const popup = {
    name: 'Pop-up',
    type: 'n8n-nodes-aftercart.showOnsiteMessage',
    parameters: { moment: 'exit', languages: { values: [{ language: 'en', title: 'Before you go' }] } },
  };
  const simulation = await simulate(onTag(journeyOf([onEvents('tag.added'), popup])), {
    when: [
      { at: 'day 0 10:00', tags: ['cart'] },
      { at: 'day 0 11:00', browses: {} },
      { at: 'day 0 12:00', browses: { moment: 'exit' } },
      { at: 'day 0 12:01', browses: { moment: 'exit' } },
      { at: 'day 0 12:02', clicks: 1 },
    ],
  });
  expect(simulation.messages).toMatchObject([
    { subject: 'Before you go', status: 'sent', sentAt: '2026-01-05T12:00:00.000Z' },
  ]);
  const told = simulation.happened.filter(({ type }) => type.startsWith('message.'));
  expect(told.map(({ at, type }) => `${at} ${type}`)).toEqual([
    '2026-01-05T12:00:00.000Z message.opened',
    '2026-01-05T12:02:00.000Z message.clicked',
  ]);
  expect(simulation.isOver).toBe(true);
});

test('a contact cannot move reminders that they do not have', async () => {
  const moved = simulate(journeyOf([onEvents('tag.added'), mail('One')]), {
    when: [{ at: 'day 0 10:00', reschedules: { series: 'usageReminder', to: '2026-01-06T10:00' } }],
  });
  await expect(moved).rejects.toMatchObject({ code: 'SCENARIO_INVALID' });
});
