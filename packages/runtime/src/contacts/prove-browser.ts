import type { Transaction } from '../db';

/** Notes that a browser is proven to be a contact's: from now on it is shown what is written to them. */
export async function proveBrowser(
  tx: Transaction,
  {
    workspace,
    contact,
    anonymousId,
  }: { readonly workspace: number; readonly contact: number; readonly anonymousId: string },
  now: number,
): Promise<void> {
  await tx.run(
    `UPDATE contact_identity SET proven_at = ? WHERE workspace = ? AND kind = 'anonymous' AND value = ? AND contact = ?
       AND proven_at IS NULL`,
    [now, workspace, anonymousId, contact],
  );
}
