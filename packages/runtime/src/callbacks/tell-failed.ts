import type { Transaction } from '../db';
import type { EventPayload } from '../events';
import { tellOfMessage, type Telling, type ToldMessage } from './told-message';

interface Failed {
  /** UTC epoch ms. */
  readonly at: number;
  readonly now: number;
  readonly failure: NonNullable<EventPayload['failure']>;
}

/** A message failed; where its channel does not reach the contact at all, a journey may try another one. */
export async function tellFailed(
  tx: Transaction,
  message: ToldMessage,
  { at, now, failure }: Failed,
  telling: Telling,
): Promise<void> {
  const told = { at, now, key: message.id, payload: { failure } };
  await tellOfMessage(tx, message, { ...told, type: 'message.failed' }, telling);
  if (failure.isUnreachable) await tellOfMessage(tx, message, { ...told, type: 'message.undeliverable' }, telling);
}
