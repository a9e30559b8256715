import { createHmac } from 'node:crypto';

import { CodedUserError, isSameSecret } from '../../../shared';
import type { CallbackRequest } from '../provider-callback';

/**
 * Makes sure that a request comes from Meta: `sha256=` and the HMAC-SHA256 of the raw body with the app's secret.
 * @throws CALLBACK_REFUSED
 */
export function checkMetaSignature({ headers, rawBody }: CallbackRequest, appSecret: string): void {
  const given = headers['x-hub-signature-256'];
  if (appSecret === '') throw refused('the sender has no appSecret, and without it nothing of Meta can be checked');
  if (typeof given !== 'string') throw refused('it is not signed');
  const expected = `sha256=${createHmac('sha256', appSecret).update(rawBody).digest('hex')}`;
  if (!isSameSecret(given, expected)) throw refused('its signature does not fit');
}

/**
 * Meta's first call, when an operator enters our address there: it wants a word of Meta's back, if it knows one of ours.
 * @throws CALLBACK_REFUSED
 */
export function answerMetaChallenge({ url }: CallbackRequest, verifyToken: string): string {
  const { searchParams } = new URL(url);
  if (verifyToken === '') throw refused('the sender has no verifyToken');
  if (searchParams.get('hub.mode') !== 'subscribe') throw refused('it subscribes to nothing');
  if (!isSameSecret(searchParams.get('hub.verify_token') ?? '', verifyToken))
    throw refused('its verify token is wrong');
  const challenge = searchParams.get('hub.challenge') ?? '';
  if (!CHALLENGE.test(challenge)) throw refused('it has no challenge that could be answered');
  return challenge;
}

/** Nothing is echoed that could be read as a page. */
const CHALLENGE = /^[\w-]{1,200}$/;

function refused(reason: string): CodedUserError {
  return new CodedUserError('CALLBACK_REFUSED', `A request that claims to be Meta's was refused: ${reason}.`);
}
