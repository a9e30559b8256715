import { done } from '../../support/journey';
import { onAnyEvent, startTriggerJourneys, type TriggerJourneys } from '../../support/trigger-journeys';

describe('changes of a contact', () => {
  let shop: TriggerJourneys;
  beforeEach(async () => (shop = await startTriggerJourneys()));
  afterEach(async () => await shop.close());

  test('a contact whose tier rises from silver to gold begins a journey; any other change does not', async () => {
    await shop.attributes.create(1, { name: 'tier', type: 'text' });
    const journey = await shop.activate([
      onAnyEvent({
        events: ['contact.updated'],
        changedField: 'attributes.tier',
        changedFrom: 'silver',
        changedTo: 'gold',
      }),
      done,
    ]);
    const { contact } = await shop.writer.upsert(1, { email: 'dana@example.com', attributes: { tier: 'silver' } });
    await shop.writer.patch(1, contact.id, { country: 'IL' });
    await shop.writer.upsert(1, { email: 'dana@example.com', attributes: { tier: 'gold' } });
    await shop.writer.patch(1, contact.id, { attributes: { tier: null } });
    await shop.settle();
    expect(await shop.roundsOf(journey)).toEqual(['success at Done']);
    const changes = (await shop.told('contact.updated')).map(({ payload }) => payload.changes);
    expect(changes).toMatchObject([
      { country: { from: null, to: 'IL' } },
      { attributes: { tier: { from: 'silver', to: 'gold' } } },
      { attributes: { tier: { from: 'gold', to: null } } },
    ]);
  });

  test('a tag and a list begin the journeys that name them', async () => {
    const vip = await shop.activate([onAnyEvent({ events: ['tag.added'], tags: 'vip' }), done]);
    const list = await shop.lists.create(1, 'Newsletter');
    const joined = await shop.activate([onAnyEvent({ events: ['list.joined'], lists: 'newsletter' }), done]);
    const { contact } = await shop.writer.upsert(1, { email: 'dana@example.com' });
    await shop.writer.tag(1, contact.id, ['new', 'vip']);
    await shop.writer.join(1, contact.id, list.id, 'api');
    await shop.settle();
    expect([await shop.roundsOf(vip), await shop.roundsOf(joined)]).toEqual([['success at Done'], ['success at Done']]);
  });
});
