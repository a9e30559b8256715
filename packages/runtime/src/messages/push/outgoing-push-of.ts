import type { entities, Queries } from '../../db';
import { hours } from '../../shared';
import { RecipientUnreachableError } from '../channels/provider-errors';
import type { OutgoingPush } from '../channels/push/outgoing-push';
import { devicesOf } from './devices-of';
import { payloadOf } from './payload-of';
import { readPush } from './push-content';

interface Reading {
  readonly queries: Queries;
  /** By which browsers tell what becomes of a message. */
  readonly reactionToken?: (message: string) => string;
}

/**
 * To which browsers a push message goes now, and what each is told: one that is proven to be the contact's more than one
 * where somebody typed their address.
 * @throws RecipientUnreachableError where there is none any more
 */
export async function outgoingPushOf(
  { queries, reactionToken }: Reading,
  { id, workspace, contact, sender: from, recipient: to, content }: entities.Message,
): Promise<OutgoingPush> {
  const stored = readPush(content);
  const devices = contact === null || !stored ? [] : await devicesOf(queries, workspace, contact);
  if (!stored || devices.length === 0) {
    throw new RecipientUnreachableError('No browser of the contact takes push messages any more.');
  }
  const token = reactionToken?.(id) ?? '';
  const [own, open] = [payloadOf(stored.own, id, token), payloadOf(stored.open, id, token)];
  return {
    ...{ id, from, to },
    targets: devices.map(({ id: device, endpoint, p256dh, auth, provenAt }) => ({
      ...{ device, endpoint, keys: { p256dh, auth } },
      payload: provenAt === null ? open : own,
    })),
    timeToLive: { seconds: hours(stored.expiresInHours).milliseconds / 1_000 },
  };
}
