import { createHmac, createSign, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

/** A mail service that signs what it posts as SendGrid does, with a key pair of its own. */
export function sendgridSigner() {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    call(events: unknown, at: number) {
      const rawBody = Buffer.from(JSON.stringify(events));
      const timestamp = String(Math.floor(at / 1_000));
      const signature = createSign('sha256').update(timestamp).update(rawBody).sign(privateKey, 'base64');
      const headers: Record<string, string> = {
        'content-type': 'application/json',
        'x-twilio-email-event-webhook-signature': signature,
        'x-twilio-email-event-webhook-timestamp': timestamp,
      };
      return { headers, rawBody };
    },
  };
}

/** As Mailgun does. */
export function mailgunCall(event: object, { signingKey, at }: { signingKey: string; at: number }) {
  const timestamp = String(Math.floor(at / 1_000));
  const token = 'a8ce0edb2dd8301dee6c2405235584e45aa91d1e9f979f3de0';
  const signature = createHmac('sha256', signingKey)
    .update(timestamp + token)
    .digest('hex');
  const body = { signature: { timestamp, token, signature }, 'event-data': event };
  return { headers: { 'content-type': 'application/json' }, rawBody: Buffer.from(JSON.stringify(body)) };
}

export const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:ses-returns';
export const CERTIFICATE_URL = 'https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123.pem';

const SIGNED = ['Message', 'MessageId', 'SubscribeURL', 'Subject', 'Timestamp', 'Token', 'TopicArn', 'Type'];

/** As Amazon SNS does. */
export function snsCall(
  message: object,
  { privateKey, at, more = {} }: { privateKey: KeyObject; at: number; more?: Record<string, string> },
) {
  const told: Record<string, string> = {
    ...{ Type: 'Notification', MessageId: '165545c9-2a5c-472c-8df2-7ff2be2b3b1b', TopicArn: TOPIC },
    ...{ Message: JSON.stringify(message), Timestamp: new Date(at).toISOString() },
    ...{ SignatureVersion: '2', SigningCertURL: CERTIFICATE_URL },
    ...more,
  };
  const text = SIGNED.flatMap((name) => (told[name] === undefined ? [] : [`${name}\n${told[name]}\n`])).join('');
  const algorithm = told.SignatureVersion === '1' ? 'sha1' : 'sha256';
  const Signature = sign(algorithm, Buffer.from(text), privateKey).toString('base64');
  return { headers: {}, rawBody: Buffer.from(JSON.stringify({ ...told, Signature })) };
}
