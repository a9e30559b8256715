import { suppress, suppressionHash, type Address, type ConsentChanged } from '../consent';
import type { Transaction } from '../db';
import type { TellEvent } from '../events';
import { days } from '../shared';
import { holdReturned, type ReturnedMessage } from './find-returned';
import type { ReturnKind, ReturnNotice } from './notice';
import { noteDelivery } from './sql/note-delivery';
import { recordReturn } from './sql/record-return';
import { tellReturn } from './tell-return';
import { withdrawForComplaint } from './withdraw-for-complaint';

/** So many soft bounces of an address within so long, and it is written to no more. */
export const SOFT_BOUNCES = 5;
export const SOFT_BOUNCES_WITHIN = days(30);

export interface ReturnPorts {
  readonly now: number;
  readonly tell: TellEvent;
  readonly changed: ConsentChanged;
}

/** `known`: it was told before. `unknown`: it is about no message that was sent from here. */
export type ReturnOutcome = 'applied' | 'known' | 'unknown';

/**
 * Takes in what was told of a message: notes it, tells the journeys, and sees to it that nothing more goes to addresses
 * that do not exist, or to people who do not want it. Told twice it is done once.
 */
export async function applyReturn(
  tx: Transaction,
  workspace: number,
  told: ReturnNotice,
  { now, tell, changed }: ReturnPorts,
): Promise<ReturnOutcome> {
  // Clocks of others may be ahead, and dates unreadable.
  const inTime = { ...told, at: told.at > 0 ? Math.round(Math.min(told.at, now)) : now };
  const message = await holdReturned(tx, workspace, inTime);
  if (!message) return 'unknown';
  const notice = { ...inTime, kind: kindFor(message, inTime), text: withoutAddresses(told.text) };
  const address = { workspace, channel: 'email', address: message.recipient.toLowerCase() } as const;
  const isNew = await recordReturn(tx, { workspace, message: message.id, hash: suppressionHash(address), notice, now });
  if (!isNew) return 'known';
  await noteDelivery(tx, message, notice);
  await suppressFor(tx, address, notice, now);
  if (notice.kind === 'complaint') await withdrawForComplaint(tx, message, notice, { now, changed });
  await tellReturn(tx, message, notice, tell);
  return 'applied';
}

/** A mail that was sent on came back from where it was sent to: the address that we know may well exist. */
function kindFor({ recipient }: ReturnedMessage, { kind, recipients, isProven }: ReturnNotice): ReturnKind {
  const isOther = recipients.length > 0 && !recipients.some((each) => each === recipient.toLowerCase());
  return kind === 'hard' && isOther && !isProven ? 'review' : kind;
}

const MOST_TEXT = 500;

/** What servers say quotes addresses, which are erased with their contact and are of no use here. */
function withoutAddresses(text: string | null): string | null {
  if (text === null) return null;
  const hidden = text.replace(/[^\s<>,;:"'()]+@[^\s<>,;:"'()]+/g, '…');
  return hidden.replace(/\s+/g, ' ').trim().slice(0, MOST_TEXT);
}

async function suppressFor(tx: Transaction, address: Address, { kind, at }: ReturnNotice, now: number): Promise<void> {
  if (kind === 'hard') await suppress(tx, address, 'bounced', now);
  if (kind === 'complaint') await suppress(tx, address, 'complained', now);
  if (kind !== 'soft') return;
  const row = await tx.get<{ count: number }>(
    `SELECT COUNT(*) AS count FROM message_return WHERE workspace = ? AND address = ? AND is_counted = 1 AND at > ? AND at <= ?`,
    [address.workspace, suppressionHash(address), at - SOFT_BOUNCES_WITHIN.milliseconds, at],
  );
  if ((row?.count ?? 0) >= SOFT_BOUNCES) await suppress(tx, address, 'soft_bounced', now);
}
