import { days, hours } from '../../../packages/runtime/src/shared';
import { databaseSettings } from '../../support/databases';
import { onEvents, type JourneyNode } from '../../support/journey';
import { startJourneys, type TestJourneys } from '../../support/start-journeys';

jest.setTimeout(60_000);

const FIELDS = ['usageReminderAt', 'usageReminderLater', 'usageReminderStatus'];
const reminder: JourneyNode = {
  name: 'Reminder',
  type: 'n8n-nodes-aftercart.sendEmail',
  parameters: {
    purpose: 'transactional',
    languages: { values: [{ language: 'en', subject: 'Time for it', body: '<a href="{{remindersUrl}}">Move it</a>' }] },
  },
};
const untilReminder: JourneyNode = {
  name: 'Wait',
  type: 'n8n-nodes-aftercart.waitForEvent',
  parameters: {
    arms: {
      values: [{ name: 'Time', waitFor: 'field', fieldOf: 'contact', field: 'attributes.usageReminderAt', offset: 0 }],
    },
    atMost: 300,
    atMostUnit: 'days',
  },
  output: 1,
};

describe.each(databaseSettings())('the page of reminders, on %s', (_name, makeSettings) => {
  let journeys: TestJourneys;
  let drop: () => Promise<void>;
  let count = 0;

  beforeAll(async () => {
    const settings = await makeSettings();
    drop = settings.drop;
    journeys = await startJourneys({ env: settings.env });
    for (const name of FIELDS) await journeys.attributes.create(1, { name, type: 'text' });
    await journeys.activate([onEvents('order.placed'), reminder, untilReminder, { ...reminder, name: 'Next' }]);
  });
  afterAll(async () => {
    await journeys.close();
    await drop();
  });

  /** An instant so many days ahead. In this winter it is two hours later in Jerusalem. */
  const ahead = (many: number, time: string): string =>
    `${new Date(journeys.clock.now() + days(many).milliseconds).toISOString().slice(0, 10)}T${time}`;
  const utc = (many: number, time: string): string => `${ahead(many, time)}:00.000Z`;

  /** A contact with three reminders ahead, the first of which is waited for, and the page that their mail leads to. */
  const enter = async () => {
    count += 1;
    const { contact } = await journeys.writer.upsert(1, {
      ...{ email: `dana-${count}@shop.example`, locale: 'he', country: 'IL', timeZone: 'Asia/Jerusalem' },
      attributes: {
        usageReminderAt: utc(3, '07:00'),
        usageReminderLater: `${utc(10, '07:00')} ${utc(24, '07:00')}`,
        usageReminderStatus: 'on',
      },
    });
    await journeys.happens('order.placed', contact.id);
    const [html] = await mailsTo(contact.id);
    const page = /href="([^"]+)"/.exec(html ?? '')![1]!;
    const move = { series: 'usageReminder', seen: String(Date.parse(utc(3, '07:00'))), does: 'move' };
    return { id: contact.id, page, move: { ...move, to: ahead(5, '20:30') } };
  };
  const mailsTo = async (contact: number): Promise<string[]> => {
    const ask = "SELECT html FROM message WHERE contact = ? AND status = 'sent'";
    return (await journeys.database.all<{ html: string }>(ask, [contact])).map(({ html }) => html);
  };
  const open = async (url: string, form?: Record<string, string>) => {
    const { pathname, search } = new URL(url, journeys.url);
    const answer = await fetch(`${journeys.url}${pathname}${search}`, {
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
      redirect: 'manual',
    });
    return { status: answer.status, text: await answer.text(), location: answer.headers.get('location') ?? '' };
  };
  const planOf = async (id: number) => {
    const { attributes } = (await journeys.contacts.get(1, id)) as { attributes: Record<string, unknown> };
    return FIELDS.map((name) => attributes[name] ?? null);
  };

  test('a contact who moves the next reminder moves all later ones, and the journey waits for the new time', async () => {
    const { id, page, move } = await enter();
    const plan = [utc(5, '18:30'), `${utc(12, '18:30')} ${utc(26, '18:30')}`, 'on'];
    const moved = await open(`${page}?lang=en`, move);
    expect([moved.status, (await open(moved.location)).text.includes('Saved.')]).toEqual([303, true]);
    expect(await planOf(id)).toEqual(plan);
    await journeys.advance(days(5), days(1));
    expect(await mailsTo(id)).toHaveLength(1);
    await journeys.advance(days(1), hours(12));
    expect(await mailsTo(id)).toHaveLength(2);
  });

  test('opening the page changes nothing, in the language of its contact and on their clock', async () => {
    const { id, page } = await enter();
    const before = await planOf(id);
    const { status, text } = await open(page);
    expect(status).toBe(200);
    expect(text).toContain('<html lang="he" dir="rtl">');
    expect(text).toContain(`value="${ahead(3, '09:00')}"`);
    expect(text).not.toContain('dana-');
    await open(`${page}?does=stop&series=usageReminder`);
    expect(await planOf(id)).toEqual(before);
  });

  test('a contact who pauses hears nothing until they choose when to go on', async () => {
    const { id, page, move } = await enter();
    await open(page, { ...move, does: 'pause' });
    expect((await open(`${page}?lang=en`)).text).toContain('They rest.');
    await journeys.advance(days(40), days(20));
    expect(await mailsTo(id)).toHaveLength(1);
    const plan = [utc(1, '06:00'), `${utc(8, '06:00')} ${utc(22, '06:00')}`, 'on'];
    await open(page, { ...move, to: ahead(1, '08:00') });
    expect(await planOf(id)).toEqual(plan);
    await journeys.advance(days(1), days(1));
    expect(await mailsTo(id)).toHaveLength(2);
  });

  test('a contact who stops gets none any more, and cannot move what is not there', async () => {
    const { id, page, move } = await enter();
    await open(page, { ...move, does: 'stop' });
    expect(await planOf(id)).toEqual([null, null, 'stopped']);
    expect((await open(`${page}?lang=en`)).text).toContain('You have stopped these reminders');
    expect((await open(page, move)).status).toBe(422);
    await journeys.advance(days(30), days(15));
    expect(await mailsTo(id)).toHaveLength(1);
  });

  test('a time that cannot be is refused, and the page says why', async () => {
    const { id, page, move } = await enter();
    const before = await planOf(id);
    for (const [wrong, word] of [
      [{ to: ahead(0, '00:01') }, 'has passed already'],
      [{ to: '2099-11-22T10:59' }, 'more than a year away'],
      [{ to: '2027-02-30T10:00' }, 'choose a day and a time'],
      [{ to: '' }, 'choose a day and a time'],
      [{ seen: '1' }, 'Something has changed'],
      [{ series: 'tier' }, 'Something has changed'],
    ] as const) {
      const { status, text } = await open(`${page}?lang=en`, { ...move, ...wrong });
      expect([status, text.includes(word), word]).toEqual([422, true, word]);
    }
    expect(await planOf(id)).toEqual(before);
  });

  test('a link that was changed, or made for something else, opens nothing', async () => {
    const { id, page, move } = await enter();
    const [head, token = ''] = page.split('/reminders/');
    const [payload = '', signature = ''] = token.split('.');
    const other = Buffer.from(payload, 'base64url')
      .toString()
      .replace(/"c":\d+/, '"c":1');
    const forged = `${head}/reminders/${Buffer.from(other).toString('base64url')}.${signature}`;
    expect([(await open(forged)).status, (await open(forged, move)).status]).toEqual([404, 404]);
    const { body } = await journeys.api('GET', `/contacts/${id}`);
    const { preferencesUrl } = body as { preferencesUrl: string };
    expect((await open(preferencesUrl.replace('/preferences/', '/reminders/'))).status).toBe(404);
  });

  test('the page of a contact who was merged is that of the survivor, and that of one who was erased is gone', async () => {
    const { id, page, move } = await enter();
    const { contact: kept } = await journeys.writer.upsert(1, { email: 'dana@new.example' });
    await journeys.writer.merge(1, kept.id, id);
    await open(page, { ...move, does: 'stop' });
    expect(await planOf(kept.id)).toEqual([null, null, 'stopped']);
    await journeys.writer.erase(1, kept.id);
    expect([(await open(page)).status, (await open(page, move)).status]).toEqual([404, 404]);
  });
});
