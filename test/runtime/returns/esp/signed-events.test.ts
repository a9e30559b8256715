import { randomUUID } from 'node:crypto';

import { readMailgun, readPostmark, readSendgrid } from '../../../../packages/runtime/src/returns';
import { mailgunCall, sendgridSigner } from '../../../support/mail-services';

const now = Date.UTC(2026, 10, 22, 14);
const message = randomUUID();
const seconds = now / 1_000 - 5;
const WRONG = { code: 'NOTICE_NOT_PROVEN' };
const thrownBy = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
};

describe('SendGrid', () => {
  const service = sendgridSigner();
  const keys = { publicKey: service.publicKey };
  const about = { email: 'Anna@Example.com', timestamp: seconds, 'smtp-id': `<${message}@shop.example>` };
  const events = [
    { ...about, event: 'bounce', type: 'bounce', status: '5.1.1', reason: '550 5.1.1 no', sg_event_id: 'one' },
    { ...about, event: 'bounce', type: 'blocked', status: '5.7.1', sg_event_id: 'two' },
    { ...about, event: 'bounce', type: 'bounce', status: '4.2.2', sg_event_id: 'three' },
    { ...about, event: 'spamreport', sg_event_id: 'four' },
    { ...about, event: 'delivered', response: '250 OK', sg_event_id: 'five' },
    { ...about, event: 'deferred', sg_event_id: 'six' },
    { ...about, event: 'dropped', reason: 'Bounced Address', sg_event_id: 'dropped' },
    { ...about, event: 'dropped', reason: 'Spam Reporting Address', sg_event_id: 'spared' },
    { ...about, event: 'click', url: 'https://shop.example', sg_event_id: 'seven' },
  ];

  test('an operator hears of what became of mails, each event by its own id', () => {
    const notices = readSendgrid(service.call(events, now), keys, now);
    expect(notices.map(({ kind, key }) => `${key} ${kind}`)).toEqual([
      'sendgrid:one hard',
      'sendgrid:two review',
      'sendgrid:three soft',
      'sendgrid:four complaint',
      'sendgrid:five delivered',
      'sendgrid:six deferred',
      'sendgrid:dropped hard',
      'sendgrid:spared review',
    ]);
    const rest = { message, recipients: ['anna@example.com'], isProven: true, at: seconds * 1_000 };
    expect(notices[0]).toMatchObject({ ...rest, code: '5.1.1', text: '550 5.1.1 no' });
  });

  test('nobody else tells an operator anything: other keys, other bytes, none, or old ones', () => {
    const call = service.call(events, now);
    const changed = Buffer.from(call.rawBody.toString().replace('Anna', 'Dana'));
    expect(thrownBy(() => readSendgrid(sendgridSigner().call(events, now), keys, now))).toMatchObject(WRONG);
    expect(thrownBy(() => readSendgrid({ ...call, rawBody: changed }, keys, now))).toMatchObject(WRONG);
    expect(thrownBy(() => readSendgrid({ ...call, headers: {} }, keys, now))).toMatchObject(WRONG);
    expect(thrownBy(() => readSendgrid(call, keys, now + 26 * 3_600_000))).toMatchObject(WRONG);
    expect(readSendgrid(call, keys, now + 23 * 3_600_000)).toHaveLength(8);
  });

  test('a proven call that is none of its kind is told of as such', () => {
    const call = service.call({ not: 'an array' }, now);
    expect(thrownBy(() => readSendgrid(call, keys, now))).toMatchObject({ code: 'NOTICE_UNREADABLE' });
  });
});

describe('Mailgun', () => {
  const signingKey = 'key-0123456789abcdef';
  const failed = {
    ...{ id: 'G9Bn5sl1TC6nu79C8C0bwg', event: 'failed', severity: 'permanent', timestamp: seconds + 0.25 },
    ...{ recipient: 'anna@example.com', message: { headers: { 'message-id': `${message}@shop.example` } } },
    'delivery-status': { code: 550, message: '5.1.1 The email account that you tried to reach does not exist' },
  };
  const read = (event: object, at = now) => readMailgun(mailgunCall(event, { signingKey, at }), { signingKey }, now);

  test('an operator hears of what became of a mail', () => {
    expect(read(failed)).toEqual([
      {
        ...{ kind: 'hard', key: 'mailgun:G9Bn5sl1TC6nu79C8C0bwg', message, recipients: ['anna@example.com'] },
        ...{ isProven: true, provider: 'mailgun', code: '5.1.1', at: seconds * 1_000 + 250 },
        text: '5.1.1 The email account that you tried to reach does not exist',
      },
    ]);
    const kindOf = (more: object) => read({ ...failed, ...more })[0]?.kind;
    expect(kindOf({ severity: 'temporary' })).toBe('deferred');
    expect(kindOf({ 'delivery-status': { code: 550, message: '5.7.1 blocked' } })).toBe('review');
    expect(kindOf({ 'delivery-status': { code: 421, message: 'later' } })).toBe('soft');
    expect(kindOf({ reason: 'suppress-bounce' })).toBe('hard');
    expect(kindOf({ reason: 'suppress-complaint' })).toBe('review');
    expect(kindOf({ event: 'complained' })).toBe('complaint');
    expect(kindOf({ event: 'delivered' })).toBe('delivered');
    expect(kindOf({ event: 'opened' })).toBeUndefined();
  });

  test('nobody else tells an operator anything: other keys, changed or old signatures', () => {
    const other = mailgunCall(failed, { signingKey: 'key-of-somebody-else', at: now });
    expect(thrownBy(() => readMailgun(other, { signingKey }, now))).toMatchObject(WRONG);
    const call = mailgunCall(failed, { signingKey, at: now });
    const changed = Buffer.from(call.rawBody.toString().replace(/"timestamp":"\d+"/, '"timestamp":"1795338001"'));
    expect(thrownBy(() => readMailgun({ ...call, rawBody: changed }, { signingKey }, now))).toMatchObject(WRONG);
    expect(thrownBy(() => read(failed, now - 10 * 3_600_000))).toMatchObject(WRONG);
    expect(thrownBy(() => read(failed, now + 10 * 3_600_000))).toMatchObject(WRONG);
  });
});

describe('Postmark', () => {
  const keys = { user: 'postmark', password: 'sixteen characters or more' };
  const authorization = `Basic ${Buffer.from(`${keys.user}:${keys.password}`).toString('base64')}`;
  const bounce = {
    ...{ RecordType: 'Bounce', Type: 'HardBounce', ID: 42, MessageID: '883953f4-6105-42a2-a16a-77a8eac79483' },
    ...{
      Email: 'anna@example.com',
      Details: 'smtp;550 5.1.1 no such user',
      BouncedAt: new Date(now - 5_000).toISOString(),
    },
  };
  const call = (event: object, headers: object = { authorization }) => ({
    headers: { ...headers },
    rawBody: Buffer.from(JSON.stringify(event)),
  });

  test('an operator hears of what became of a mail', () => {
    expect(readPostmark(call(bounce), keys, now)).toEqual([
      {
        ...{ kind: 'hard', key: 'postmark:883953f4-6105-42a2-a16a-77a8eac79483:Bounce:42', isProven: true },
        ...{ providerMessageId: bounce.MessageID, recipients: ['anna@example.com'], provider: 'postmark' },
        ...{ code: '5.1.1', text: 'smtp;550 5.1.1 no such user', at: now - 5_000 },
      },
    ]);
    const kindOf = (more: object) => readPostmark(call({ ...bounce, ...more }), keys, now)[0]?.kind;
    expect(kindOf({ Details: 'smtp;552 5.2.2 mailbox full' })).toBe('review');
    expect(kindOf({ Type: 'SoftBounce' })).toBe('soft');
    expect(kindOf({ Type: 'Transient' })).toBe('deferred');
    expect(kindOf({ Type: 'SpamComplaint' })).toBe('complaint');
    expect(kindOf({ Type: 'AutoResponder' })).toBeUndefined();
    expect(kindOf({ RecordType: 'SpamComplaint' })).toBe('complaint');
    expect(kindOf({ RecordType: 'Delivery', Recipient: 'anna@example.com' })).toBe('delivered');
    expect(kindOf({ RecordType: 'Open' })).toBeUndefined();
  });

  test('nobody else tells an operator anything', () => {
    const other = `Basic ${Buffer.from('postmark:something else entirely').toString('base64')}`;
    for (const headers of [{}, { authorization: other }, { authorization: 'Bearer x' }])
      expect(thrownBy(() => readPostmark(call(bounce, headers), keys, now))).toMatchObject(WRONG);
  });
});
