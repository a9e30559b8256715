import { DAYS_TO_CONFIRM } from '../consent';
import type { Transaction } from '../db';
import type { Clock } from '../shared';
import { composeEmail } from './compose-email';
import { CONFIRMATION_EMAIL } from './confirmation-email';
import { insertMessage } from './insert-message';

interface Dependencies {
  readonly clock: Clock;
  readonly sender: string;
  readonly onQueued: (tx: Transaction) => void;
}

/** Puts the mail into the outbox that asks a contact to confirm. Part of the transaction that makes the consent pending. */
export async function queueConfirmation(
  tx: Transaction,
  { workspace, contact, url }: { readonly workspace: number; readonly contact: number; readonly url: string },
  { clock, sender, onQueued }: Dependencies,
): Promise<void> {
  const message = await composeEmail(
    { queries: tx, clock, sender },
    {
      workspace,
      contact,
      contents: CONFIRMATION_EMAIL,
      purpose: 'transactional',
      data: { confirmUrl: url, days: DAYS_TO_CONFIRM },
    },
  );
  await insertMessage(tx, message, { execution: null, workflow: null, node: null, visit: 0, item: 0 });
  onQueued(tx);
}
