import { CodedUserError } from '../../../shared';
import { objectIn, textIn, type JsonObject } from '../http';
import type { CallbackReading, CallbackRequest, CallbackUpdate } from '../provider-callback';
import { answerMetaChallenge, checkMetaSignature } from './check-meta-signature';
import { objectsIn } from './read-meta-values';
import { readMetaMessages } from './read-meta-messages';
import { readMetaPreferences } from './read-meta-preferences';
import { readMetaStatuses } from './read-meta-statuses';

interface Secrets {
  readonly appSecret: string;
  readonly verifyToken: string;
  readonly phoneNumberId: string;
}

/**
 * What Meta tells a sender: states of its messages, what people write to it, and what they chose about advertising. One
 * address gets what concerns all numbers of an app: that of other numbers is left out.
 * @throws CALLBACK_REFUSED where it is not Meta, or cannot be read
 */
export function readMetaCallback(request: CallbackRequest, secrets: Secrets): CallbackReading {
  if (request.method === 'GET') {
    const body = answerMetaChallenge(request, secrets.verifyToken);
    return { updates: [], answer: { contentType: 'text/plain', body } };
  }
  checkMetaSignature(request, secrets.appSecret);
  const values = objectsIn(parsed(request), 'entry')
    .flatMap((entry) => objectsIn(entry, 'changes'))
    .map((change) => objectIn(change, 'value'))
    .filter((value) => value !== undefined)
    .filter((value) => textIn(objectIn(value, 'metadata'), 'phone_number_id') === secrets.phoneNumberId);
  return { updates: values.flatMap((value) => updatesIn(value, request.receivedAt)) };
}

function updatesIn(value: JsonObject, receivedAt: number): CallbackUpdate[] {
  return [
    ...readMetaStatuses(value, receivedAt),
    ...readMetaMessages(value, receivedAt),
    ...readMetaPreferences(value, receivedAt),
  ];
}

function parsed({ rawBody }: CallbackRequest): JsonObject {
  try {
    const body: unknown = JSON.parse(rawBody.toString('utf8'));
    if (typeof body === 'object' && body !== null) return body as JsonObject;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new CodedUserError('CALLBACK_REFUSED', "A request of Meta's was refused: its body is no JSON object.");
}
