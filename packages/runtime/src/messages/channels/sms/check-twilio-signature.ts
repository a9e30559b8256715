import { createHash, createHmac } from 'node:crypto';

import { CodedUserError, isSameSecret } from '../../../shared';
import type { CallbackRequest } from '../provider-callback';

/**
 * Makes sure that a request comes from Twilio: base64 of HMAC-SHA1 with the account's token over the address as Twilio
 * called it, followed by the names and values of a form in the order of their names. Any other body counts by its
 * SHA-256, which stands in the query.
 * @returns the form; an empty one where the body is none
 * @throws CALLBACK_REFUSED
 */
export function checkTwilioSignature(request: CallbackRequest, authToken: string): URLSearchParams {
  const { url, rawBody, headers } = request;
  const given = headers['x-twilio-signature'];
  if (authToken === '') throw refused('the sender has no authToken, and without it nothing of Twilio can be checked');
  if (typeof given !== 'string') throw refused('it is not signed');
  const isForm = (headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  const form = new URLSearchParams(isForm ? rawBody.toString('utf8') : '');
  const bodyHash = new URL(url).searchParams.get('bodySHA256');
  if (!isForm && bodyHash !== createHash('sha256').update(rawBody).digest('hex')) {
    throw refused('its body is not the one that was signed');
  }
  const pairs = [...form].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const signed = url + pairs.map(([name, value]) => name + value).join('');
  const expected = createHmac('sha1', authToken).update(signed, 'utf8').digest('base64');
  if (!isSameSecret(given, expected)) throw refused('its signature does not fit');
  return form;
}

function refused(reason: string): CodedUserError {
  return new CodedUserError('CALLBACK_REFUSED', `A request that claims to be Twilio's was refused: ${reason}.`);
}
