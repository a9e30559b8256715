import { recordConsent, type ConsentChanged } from '../consent';
import type { Transaction } from '../db';
import type { ReturnedMessage } from './find-returned';
import type { ReturnNotice } from './notice';

/** Who marks a message as spam wants no more of its kind: consent is taken back, and the notice is the evidence. */
export async function withdrawForComplaint(
  tx: Transaction,
  { id, workspace, contact }: ReturnedMessage,
  { key, provider, code, text, at }: ReturnNotice,
  { now, changed }: { readonly now: number; readonly changed: ConsentChanged },
): Promise<void> {
  if (contact === null) return;
  const about = { workspace, contact, channel: 'email', purpose: 'promotional' } as const;
  const said = { status: 'withdrawn', basis: 'explicit', source: 'complaint', at, recordedAt: now } as const;
  const proof = { message: id, provider, code, text };
  await recordConsent(tx, { ...about, ...said, proof, reference: `complaint:${key}` }, changed);
}
