import type { Clones } from './clone-waiting';
import { withStore } from './with-store';

const NEVER = 8e15;

/**
 * Prepares a store whose server is down: all its contacts agreed to mails and read three languages by turns, the
 * contacts of clones have an address each, and messages are stored but do not fall due before `releaseMessages`.
 * @param address SQL for an address in terms of the contact's position `i` from 0
 */
export function holdMessages(folder: string, { first, count }: Clones, address: string): void {
  withStore(folder, (database) => {
    database.exec(`
      UPDATE contact SET locale = CASE id % 3 WHEN 0 THEN 'en' WHEN 1 THEN 'he' ELSE 'ar' END;
      UPDATE contact SET email = person.address, first_name = 'Noa ' || person.i FROM
        (SELECT contact AS id, i, ${address} AS address FROM (SELECT contact, id - ${first} AS i FROM execution
          WHERE id BETWEEN ${first} AND ${first + count - 1})) AS person WHERE contact.id = person.id;
      INSERT OR REPLACE INTO consent (contact, channel, purpose, workspace, status, basis, since_at)
        SELECT id, 'email', 'promotional', workspace, 'granted', 'explicit', 0 FROM contact;
      CREATE TRIGGER bench_hold AFTER INSERT ON message WHEN new.status = 'queued'
        BEGIN UPDATE message SET due_at = ${NEVER} WHERE id = new.id; END;`);
  });
}

/**
 * Lets all messages that were held fall due at one instant (UTC epoch ms). The server is down. Clones share the event of
 * their original, and with it the contact in it: each message goes to its execution's own.
 */
export function releaseMessages(folder: string, at: number): void {
  withStore(folder, (database) => {
    database.exec(`
      DROP TRIGGER bench_hold;
      UPDATE message SET contact = own.id, recipient = own.email, due_at = ${at} FROM
        (SELECT execution.id AS execution, contact.id, contact.email FROM execution JOIN contact ON contact.id = execution.contact) AS own
        WHERE message.execution = own.execution AND due_at = ${NEVER}`);
  });
}
