import type { ToldMessage } from '../../contacts';
import { holdContact, type Queries, type Transaction } from '../../db';
import type { Delivery } from '../classes';

/** A message of which something was opened or followed. */
export type EngagedMessage = Delivery & ToldMessage;

/** @returns undefined where it is not stored any more */
export async function findEngaged(queries: Queries, id: string): Promise<EngagedMessage | undefined> {
  return await queries.get<EngagedMessage>(
    `SELECT id, workspace, contact, channel, purpose, subject, workflow, node, status, sent_at AS "sentAt" FROM message WHERE id = ?`,
    [id],
  );
}

/** The same, while nobody merges or erases its contact until this transaction ends. */
export async function holdEngaged(tx: Transaction, id: string): Promise<EngagedMessage | undefined> {
  const found = await findEngaged(tx, id);
  if (!found || found.contact === null) return found;
  await holdContact(tx, found.contact);
  return await findEngaged(tx, id);
}
