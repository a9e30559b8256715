import { randomUUID } from 'node:crypto';

import { readSes } from '../../../../packages/runtime/src/returns';
import { CERTIFICATE_URL, snsCall, TOPIC } from '../../../support/mail-services';
import { selfSigned } from '../../../support/self-signed';

const now = Date.UTC(2026, 10, 22, 14);
const message = randomUUID();
const { privateKey, pem } = selfSigned(now);
const mail = {
  messageId: '0102018c-0000-4444-aaaa-000000000000-000000',
  headers: [{ name: 'Message-ID', value: `<${message}@shop.example>` }],
};
const bounce = (bounceType: string, status?: string) => ({
  ...{ notificationType: 'Bounce', mail },
  bounce: {
    ...{
      bounceType,
      bounceSubType: 'General',
      feedbackId: 'feedback-1',
      timestamp: new Date(now - 5_000).toISOString(),
    },
    bouncedRecipients: [{ emailAddress: 'Anna@Example.com', status, diagnosticCode: 'smtp; 550 5.1.1 no such user' }],
  },
});

/** Amazon, as far as it is asked. */
function amazon(certificate = pem) {
  const asked: string[] = [];
  const fetchText = async (url: string): Promise<string> => {
    asked.push(url);
    return url === CERTIFICATE_URL ? certificate : '<ConfirmSubscriptionResponse/>';
  };
  const read = (call: ReturnType<typeof snsCall>, topicArn = TOPIC) => readSes(call, { topicArn }, { now, fetchText });
  return { asked, read };
}

const told = (content: object, more: Record<string, string> = {}, at = now) =>
  snsCall(content, { privateKey, at, more });
const confirmation = (SubscribeURL: string) => ({ Type: 'SubscriptionConfirmation', SubscribeURL, Token: 'a-token' });

test('an operator hears from Amazon what became of mails', async () => {
  const { asked, read } = amazon();
  expect(await read(told(bounce('Permanent', '5.1.1')))).toEqual([
    {
      ...{ kind: 'hard', key: 'ses:feedback-1:hard:Anna@Example.com', message, providerMessageId: mail.messageId },
      ...{ recipients: ['anna@example.com'], isProven: true, provider: 'ses', code: '5.1.1', at: now - 5_000 },
      text: 'smtp; 550 5.1.1 no such user',
    },
  ]);
  expect(asked).toEqual([CERTIFICATE_URL]);
  const kindOf = async (content: object, more = {}) => (await read(told(content, more)))[0]?.kind;
  expect(await kindOf(bounce('Permanent'))).toBe('hard');
  expect(await kindOf(bounce('Permanent', '5.7.1'))).toBe('review');
  expect(await kindOf(bounce('Transient', '4.2.2'))).toBe('soft');
  expect(await kindOf(bounce('Undetermined'))).toBe('review');
  expect(await kindOf(bounce('Permanent'), { SignatureVersion: '1' })).toBe('hard');
  expect(await kindOf(bounce('Permanent'), { Subject: 'Amazon SES Email Event Notification' })).toBe('hard');
  const at = new Date(now).toISOString();
  const complaint = { complainedRecipients: [{ emailAddress: 'anna@example.com' }], timestamp: at, feedbackId: 'two' };
  expect(await kindOf({ eventType: 'Complaint', mail, complaint })).toBe('complaint');
  const notSpam = { ...complaint, complaintFeedbackType: 'not-spam' };
  expect(await kindOf({ eventType: 'Complaint', mail, complaint: notSpam })).toBeUndefined();
  const delivery = { recipients: ['anna@example.com'], timestamp: at, smtpResponse: '250 OK' };
  expect(await kindOf({ eventType: 'Delivery', mail, delivery })).toBe('delivered');
  const deliveryDelay = { delayedRecipients: [{ emailAddress: 'anna@example.com', status: '4.4.1' }], timestamp: at };
  expect(await kindOf({ eventType: 'DeliveryDelay', mail, deliveryDelay })).toBe('deferred');
  expect(await kindOf({ eventType: 'Open', mail })).toBeUndefined();
});

test('nobody else tells an operator anything: other keys, other topics, changed, old, or without a certificate', async () => {
  const wrong = { code: 'NOTICE_NOT_PROVEN' };
  const call = told(bounce('Permanent'));
  const other = selfSigned(now);
  const changed = Buffer.from(call.rawBody.toString().replace('Anna@', 'Dana@'));
  await expect(amazon(other.pem).read(call)).rejects.toMatchObject(wrong);
  await expect(amazon('no certificate').read(call)).rejects.toMatchObject(wrong);
  await expect(amazon(selfSigned(now - 3 * 86_400_000).pem).read(call)).rejects.toMatchObject(wrong);
  await expect(amazon().read({ ...call, rawBody: changed })).rejects.toMatchObject(wrong);
  await expect(amazon().read(call, `${TOPIC}-of-others`)).rejects.toMatchObject(wrong);
  await expect(amazon().read(told(bounce('Permanent'), {}, now - 3 * 3_600_000))).rejects.toMatchObject(wrong);
});

test.each([
  'http://sns.eu-west-1.amazonaws.com/a.pem',
  'https://sns.eu-west-1.amazonaws.com.evil.example/a.pem',
  'https://evil.example/sns.eu-west-1.amazonaws.com/a.pem',
  'https://sns.eu-west-1.amazonaws.com@evil.example/a.pem',
  'https://sns.eu-west-1.amazonaws.com:8443/a.pem',
  'https://bucket.s3.amazonaws.com/sns.pem',
  'https://sns.a.b.amazonaws.com/a.pem',
  'file:///etc/passwd.pem',
  'not an address',
])('no certificate is asked for at %s', async (SigningCertURL) => {
  const { asked, read } = amazon();
  await expect(read(told(bounce('Permanent'), { SigningCertURL }))).rejects.toMatchObject({
    code: 'NOTICE_NOT_PROVEN',
  });
  expect(asked).toEqual([]);
});

test('a subscription is confirmed at Amazon only', async () => {
  const there = amazon();
  const url = 'https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=a-token';
  expect(await there.read(told({}, confirmation(url)))).toEqual([]);
  expect(there.asked).toEqual([CERTIFICATE_URL, url]);

  const elsewhere = amazon();
  await expect(elsewhere.read(told({}, confirmation('https://evil.example/')))).rejects.toMatchObject({
    code: 'NOTICE_NOT_PROVEN',
  });
  expect(elsewhere.asked).toEqual([CERTIFICATE_URL]);
});

test('where Amazon does not answer, the call is to come again', async () => {
  const fetchText = async (): Promise<string> => await Promise.reject(new Error('nobody is there'));
  const reading = readSes(told(bounce('Permanent')), { topicArn: TOPIC }, { now, fetchText });
  await expect(reading).rejects.toMatchObject({ code: 'RETURN_FEED_UNREACHABLE' });
});
