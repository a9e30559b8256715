import { hours, minutes } from '../../../packages/runtime/src/shared';
import { databaseSettings, type DatabaseSettings } from '../../support/databases';
import { done, mail, onEvents } from '../../support/journey';
import { onAnyEvent, startTriggerJourneys, type TriggerJourneys } from '../../support/trigger-journeys';

describe.each(databaseSettings())('messages that nobody opens, on %s', (_name, make) => {
  let settings: DatabaseSettings;
  let shop: TriggerJourneys;
  let dana: number;
  let noam: number;
  beforeEach(async () => {
    settings = await make();
    shop = await startTriggerJourneys({ env: settings.env });
    dana = await shop.contact('dana@example.com');
    noam = await shop.contact('noam@example.com');
  });
  afterEach(async () => {
    await shop.close();
    await settings.drop();
  });

  const messageOf = async (contact: number) =>
    (await shop.database.get<{ id: string }>('SELECT id FROM message WHERE contact = ?', [contact]))!.id;

  test('whoever does not open the confirmation within 2 hours begins a journey; whoever opens or clicks does not', async () => {
    const confirm = await shop.activate([onEvents('order.placed'), mail('Thank you')]);
    const nudge = await shop.activate([
      onAnyEvent({ events: ['message.not_opened'], within: 2, withinUnit: 'hours', messageWorkflow: confirm }),
      done,
    ]);
    const noa = await shop.contact('noa@example.com');
    for (const contact of [dana, noam, noa])
      await shop.happens('order.placed', contact, { order: { id: `${contact}` } });
    await shop.pass(minutes(30));
    await shop.happens('message.opened', noam, { message: { id: await messageOf(noam) } });
    await shop.happens('message.clicked', noa, { message: { id: await messageOf(noa) } });
    await shop.happens('message.opened', dana, { message: { id: 'another' } });
    await shop.pass(minutes(89), minutes(89));
    expect(await shop.roundsOf(nudge)).toEqual([]);
    await shop.pass(minutes(1));
    expect(await shop.roundsOf(nudge)).toEqual(['success at Done']);
    expect(await shop.told('message.not_opened')).toMatchObject([
      {
        contact: dana,
        payload: {
          contact: { email: 'dana@example.com' },
          message: {
            id: await messageOf(dana),
            subject: 'Thank you',
            workflow: confirm,
            node: 'Mail',
            channel: 'email',
          },
          waited: { minutes: 120 },
        },
      },
    ]);
  });

  test('a message that is opened and not clicked is told of as not clicked; one of another journey is not', async () => {
    await shop.activate([onEvents('order.placed'), mail('Thank you')]);
    const clicks = { events: ['message.not_clicked'], within: 1, withinUnit: 'hours' };
    const any = await shop.activate([onAnyEvent(clicks), done]);
    const ofAnother = await shop.activate([onAnyEvent({ ...clicks, messageWorkflow: 'another' }), done]);
    await shop.happens('order.placed', dana, { order: { id: '1' } });
    await shop.happens('message.opened', dana, { message: { id: await messageOf(dana) } });
    await shop.pass(hours(2));
    expect([await shop.roundsOf(any), await shop.roundsOf(ofAnother)]).toEqual([['success at Done'], []]);
  });

  test('nothing is watched while no trigger waits for it', async () => {
    await shop.activate([onEvents('order.placed'), mail('Thank you')]);
    await shop.happens('order.placed', dana, { order: { id: '1' } });
    expect(await shop.mails()).toEqual(['Thank you: sent']);
    expect(await shop.rows('watch')).toBe(0);
  });
});
