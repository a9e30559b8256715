import { textIn, type JsonObject } from '../http';
import type { CallbackUpdate, DeliveryState, DeliveryUpdate, OptOutUpdate } from '../provider-callback';
import { RecipientUnreachableError, RecipientUnsubscribedError } from '../provider-errors';
import { failureOfStatusUpdate, reasonOf } from './failure-of-meta';
import { instantIn, objectsIn, phoneOf } from './read-meta-values';

const STATES: Readonly<Record<string, DeliveryState>> = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  played: 'read',
  failed: 'failed',
};

/** What became of messages. Meta accepts most of them first and says later what was wrong with them. */
export function readMetaStatuses(value: JsonObject, receivedAt: number): CallbackUpdate[] {
  return objectsIn(value, 'statuses').flatMap((status): CallbackUpdate[] => {
    const [id, word] = [textIn(status, 'id'), textIn(status, 'status')];
    const state = Object.hasOwn(STATES, word) ? STATES[word] : undefined;
    if (id === '' || state === undefined) return [];
    const at = instantIn(textIn(status, 'timestamp'), receivedAt);
    const update: DeliveryUpdate = { kind: 'delivery', providerMessageId: id, state, at };
    if (state !== 'failed') return [update];
    const failed = { ...update, ...failureIn(status) };
    return [failed, ...optOutIn(status, failed)];
  });
}

function failureIn(status: JsonObject): Pick<DeliveryUpdate, 'reason' | 'isUnreachable' | 'failure'> {
  const [error] = objectsIn(status, 'errors');
  const failure = failureOfStatusUpdate(error);
  const reason = `Meta's error ${textIn(error, 'code')}: ${reasonOf(error)}`;
  return { reason, isUnreachable: failure instanceof RecipientUnreachableError, ...(failure && { failure }) };
}

/** They stopped advertisements before the message came. */
function optOutIn(status: JsonObject, { failure, at }: DeliveryUpdate): OptOutUpdate[] {
  if (!(failure instanceof RecipientUnsubscribedError)) return [];
  const whatsappId = textIn(status, 'recipient_user_id');
  const from = phoneOf(textIn(status, 'recipient_id')) || whatsappId;
  if (from === '') return [];
  const id = `${textIn(status, 'id')}:stopped`;
  const who = { id, from, ...(whatsappId !== '' && { whatsappId }) };
  return [{ kind: 'optOut', ...who, scope: failure.scope, detail: failure.message, at }];
}
