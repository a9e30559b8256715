import { verify, X509Certificate } from 'node:crypto';

import { z } from 'zod';

import { CodedOperationalError, hours, messageOf } from '../../shared';
import { notProven } from './feed-error';
import { readJson } from './read-json';

/** Gets a text over HTTPS from one of the addresses that were checked. */
export type FetchText = (url: string) => Promise<string>;

const HOST = /^sns\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/;
/** SNS tries again for an hour at most. */
const LATEST = hours(2);

const envelope = z.object({
  Type: z.enum(['Notification', 'SubscriptionConfirmation', 'UnsubscribeConfirmation']),
  MessageId: z.string(),
  TopicArn: z.string(),
  Message: z.string(),
  Subject: z.string().nullish(),
  Timestamp: z.string(),
  Token: z.string().optional(),
  SubscribeURL: z.string().optional(),
  SignatureVersion: z.enum(['1', '2']),
  Signature: z.string(),
  SigningCertURL: z.string(),
});

export type SnsEnvelope = z.output<typeof envelope>;

const SIGNED = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
  UnsubscribeConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
} as const;

/**
 * Reads what Amazon SNS posts, and confirms a subscription to the topic that is expected. Everybody who has an account
 * there can have things signed: so the topic counts as well.
 * @returns what a notification says; undefined for all else
 * @throws NOTICE_NOT_PROVEN, NOTICE_UNREADABLE, RETURN_FEED_UNREACHABLE
 */
export async function readSns(
  body: string,
  { topicArn, fetchText, now }: { readonly topicArn: string; readonly fetchText: FetchText; readonly now: number },
): Promise<string | undefined> {
  const told = readJson(envelope, body);
  if (told.TopicArn !== topicArn) throw notProven('it is of another topic than the one that is stored here');
  if (!isOfSns(told.SigningCertURL, '.pem')) throw notProven('its certificate is not at Amazon SNS');
  const certificate = await fetched(told.SigningCertURL, fetchText);
  if (!isSigned(told, certificate, now)) throw notProven('its signature is wrong');
  if (!(Math.abs(now - Date.parse(told.Timestamp)) <= LATEST.milliseconds)) throw notProven('it is too old');
  if (told.Type === 'Notification') return told.Message;
  if (told.Type === 'SubscriptionConfirmation') {
    if (!isOfSns(told.SubscribeURL ?? '')) throw notProven('the address to confirm at is not at Amazon SNS');
    await fetched(told.SubscribeURL ?? '', fetchText);
  }
  return undefined;
}

function isOfSns(text: string, ending = ''): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, port, username, password, pathname } = new URL(text);
  const isPlain = port === '' && username === '' && password === '';
  return protocol === 'https:' && isPlain && HOST.test(hostname) && pathname.endsWith(ending);
}

function isSigned(told: SnsEnvelope, pem: string, now: number): boolean {
  const fields: ReadonlyArray<keyof SnsEnvelope> = SIGNED[told.Type];
  const text = fields.flatMap((name) => (told[name] == null ? [] : [`${name}\n${told[name]}\n`])).join('');
  try {
    const certificate = new X509Certificate(pem);
    if (Date.parse(certificate.validTo) < now || Date.parse(certificate.validFrom) > now) return false;
    const algorithm = told.SignatureVersion === '2' ? 'sha256' : 'sha1';
    return verify(algorithm, Buffer.from(text), certificate.publicKey, Buffer.from(told.Signature, 'base64'));
  } catch {
    return false; // no certificate, or none of a kind that signs
  }
}

async function fetched(url: string, fetchText: FetchText): Promise<string> {
  try {
    return await fetchText(url);
  } catch (error) {
    throw new CodedOperationalError('RETURN_FEED_UNREACHABLE', `Amazon SNS did not answer: ${messageOf(error)}.`);
  }
}
