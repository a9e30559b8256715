import type { Database } from '../../../packages/runtime/src/db';
import type { EventPayload } from '../../../packages/runtime/src/events';
import { composeEmail, type EmailRequest } from '../../../packages/runtime/src/messages';
import { databases, empty } from '../../support/databases';
import { request, SENDER, START, stoppedClock, storeAnna } from './sample-mails';

const event = {
  event: { type: 'order.placed', occurredAt: new Date(START).toISOString() },
  contact: { id: 1, firstName: 'Old name', locale: 'en' },
  order: { number: '1042' },
} as unknown as EventPayload;

describe.each(databases())('composing a mail on %s', (_name, open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(() => empty(database));
  afterAll(() => database.close());

  const compose = (changes: Partial<EmailRequest> = {}) =>
    composeEmail({ queries: database, clock: stoppedClock(), sender: SENDER }, request(changes));

  test('a contact gets the language and the values that belong to it', async () => {
    await storeAnna(database, { locale: 'en-US' });
    expect(await compose({ event: { id: null, payload: event }, data: { gift: 'cup' } })).toMatchObject({
      workspace: 1,
      contact: 1,
      channel: 'email',
      sender: SENDER,
      recipient: 'anna@example.com',
      replyTo: null,
      locale: 'en',
      subject: 'Hello Anna',
      verdict: 'send',
      reason: 'promotional mail: no rule against it',
      status: 'queued',
      dueAt: START,
      createdAt: START,
    });
  });

  test('a contact without a locale gets the language of the workspace, and dates of its zone', async () => {
    await storeAnna(database);
    const contents = [
      { language: 'en', subject: '', body: '' },
      {
        language: 'he',
        subject: '{{date "2026-11-22T22:30:00Z" style="short"}} {{contact.attributes.size}}',
        body: '',
      },
    ];
    expect(await compose({ contents })).toMatchObject({ locale: 'he', subject: '23.11.2026 M' });
  });

  test('a stranger by address gets a mail, too', async () => {
    await storeAnna(database);
    const to = ' Ben <ben@example.com> ';
    const order = { purpose: 'transactional', event: { id: null, payload: { ...event, contact: undefined } } } as const;
    expect(await compose({ contact: null, to, ...order })).toMatchObject({
      verdict: 'send',
      contact: null,
      recipient: 'ben@example.com',
      locale: 'he',
      subject: 'שלום',
    });
  });

  test('the node chooses sender, reply-to and recipient', async () => {
    await storeAnna(database);
    const own = { from: 'Club <club@shop.example>', replyTo: 'help@shop.example', to: 'work@example.com' };
    expect(await compose(own)).toMatchObject({ sender: own.from, replyTo: own.replyTo, recipient: own.to });
  });

  test.each([
    [null, undefined, 'CONTACT_HAS_NO_ADDRESS', /has no e-mail address/],
    ['anna@', undefined, 'ADDRESS_INVALID', /"anna@" is not an e-mail address/],
    ['anna@example.com', 'anna@localhost', 'ADDRESS_INVALID', /"anna@localhost"/],
    ['anna@example.com', 'a@b.example, c@d.example', 'ADDRESS_INVALID', /a@b.example, c@d.example/],
  ])('a contact with address %p (to: %p) is skipped with the reason %s', async (email, to, code, reason) => {
    await storeAnna(database, { email });
    const message = await compose({ to });
    expect(message).toMatchObject({ verdict: 'skip', status: 'skipped', errorCode: code, dueAt: null });
    expect(message.reason).toMatch(reason);
    expect(message.subject).toBe('שלום Anna');
  });

  test.each([
    [{ contact: 7 }, 'CONTACT_NOT_FOUND'],
    [{ workspace: 2 }, 'CONTACT_NOT_FOUND'],
    [{ from: 'The shop' }, 'ADDRESS_INVALID'],
    [{ replyTo: 'a@b.example\r\nBcc: c@d.example' }, 'ADDRESS_INVALID'],
    [{ contents: [{ language: 'en', subject: '{{', body: '' }] }, 'TEMPLATE_INVALID'],
  ])('an operator who asks for %j is told what is wrong', async (changes, code) => {
    await storeAnna(database);
    await expect(compose(changes)).rejects.toMatchObject({ code });
  });
});
