import { entities, type Database } from '../../../../packages/runtime/src/db';
import { START } from '../sample-mails';

/** Stores a sender as it is in the table: its settings are not encrypted, as nobody reads them. */
export async function storeSender(
  database: Database,
  changes: Partial<entities.Sender> = {},
): Promise<entities.Sender> {
  const sender: entities.Sender = {
    ...{ id: 'sender', workspace: 1, channel: 'sms', purpose: null, name: 'Shop', provider: 'twilio' },
    ...{ address: '+972545678901', settings: '', credential: null, pricePer1000: null, currency: null },
    ...{ token: 'token', isDefault: 0, revision: 1, createdAt: START, updatedAt: START, deletedAt: null },
    ...changes,
  };
  await database.write((tx) => tx.orm.insert(entities.Sender, sender));
  return sender;
}
