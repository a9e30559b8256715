import type { ConsentChanged } from '../consent';
import type { Transaction } from '../db';
import type { FailedMessage } from '../messages';
import { tellFailed } from './tell-failed';
import { findTold, type Telling } from './told-message';
import { withdrawChannel } from './withdraw-channel';

/** A message will not be sent any more: an event, and the end of messages where its recipient had told the provider so. */
export async function tellFailure(
  tx: Transaction,
  { id, at, errorCode, reason, unsubscribed }: FailedMessage,
  { changed, ...telling }: Telling & { readonly changed: ConsentChanged },
): Promise<void> {
  const told = await findTold(tx, id);
  if (!told) return;
  const failure = {
    code: errorCode ?? 'INTERNAL',
    reason: reason ?? '',
    isUnreachable: errorCode === 'RECIPIENT_UNREACHABLE',
  };
  await tellFailed(tx, told, { at, now: at, failure }, telling);
  if (unsubscribed === undefined || told.contact === null) return;
  const { workspace, channel, contact } = told;
  const withdrawal = { workspace, channel, contact, address: '', scope: unsubscribed, source: 'provider' } as const;
  const proof = { messageId: id, reason };
  await withdrawChannel(tx, { ...withdrawal, at, now: at, proof, reference: `refused:${id}` }, changed);
}
