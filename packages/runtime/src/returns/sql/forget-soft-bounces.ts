import { suppressionHash, type Address } from '../../consent';
import type { Transaction } from '../../db';

/** An address that is written to again begins anew: what came back before counts no more. */
export async function forgetSoftBounces(tx: Transaction, address: Address): Promise<void> {
  await tx.run('UPDATE message_return SET is_counted = 0 WHERE workspace = ? AND address = ? AND is_counted = 1', [
    address.workspace,
    suppressionHash(address),
  ]);
}
