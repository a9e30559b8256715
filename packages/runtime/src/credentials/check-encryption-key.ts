import type { Database } from '../db';
import { CodedUserError, type Cipher } from '../shared';

/**
 * Tries the key on a secret that is stored. A server that starts with another key could not check a single signature:
 * better that it says so at once.
 * @throws ENCRYPTION_KEY_WRONG
 */
export async function checkEncryptionKey(database: Database, cipher: Cipher): Promise<void> {
  const stored =
    (await database.get<{ secret: string }>('SELECT secrets AS secret FROM shop LIMIT 1')) ??
    (await database.get<{ secret: string }>('SELECT data AS secret FROM credential LIMIT 1'));
  if (!stored) return;
  try {
    cipher.decrypt(stored.secret);
  } catch {
    throw new CodedUserError(
      'ENCRYPTION_KEY_WRONG',
      'The encryption key is not the one that the stored secrets were made with. Set AFTERCART_ENCRYPTION_KEY to that key, or put the file "encryption-key" back into the data folder.',
    );
  }
}
