import type { Queries, Transaction } from './database';

/** The contact that an id stands for now: itself, or the one that it was merged into. */
export async function survivorOf(queries: Queries, contact: number): Promise<number> {
  const row = await queries.get<{ survivor: number }>('SELECT survivor FROM contact_merge WHERE merged = ?', [contact]);
  return row?.survivor ?? contact;
}

/**
 * Holds back whoever wants to merge or erase the contact until this transaction ends.
 * @returns the id to write with: another one where the contact was merged since it was read
 */
export async function holdContact(tx: Transaction, contact: number): Promise<number> {
  await tx.lockContact(contact);
  const survivor = await survivorOf(tx, contact);
  return survivor === contact ? contact : await holdContact(tx, survivor);
}
