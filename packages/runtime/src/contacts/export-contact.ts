import { consentLedgerOf } from '../consent';
import type { Database } from '../db';
import { decodePayload, type StoredPayload } from '../events';
import { findContact } from './contact';
import { readDetail } from './read-detail';
import { CodedUserError } from '../shared';

type Row = Record<string, unknown>;

/**
 * Everything that is known of a contact, for a person who asks what is stored of them. Instants are UTC epoch ms, amounts
 * minor units.
 * @throws CONTACT_NOT_FOUND
 */
export async function exportContact(database: Database, workspace: number, id: number): Promise<object> {
  const contact = await findContact(database, workspace, id);
  if (!contact) throw new CodedUserError('CONTACT_NOT_FOUND', `There is no contact ${id}.`, { contact: id });
  const read = (sql: string) => database.all<Row>(sql, [id]);
  const events = await read(
    'SELECT type, occurred_at AS "occurredAt", received_at AS "receivedAt", payload FROM event WHERE contact = ? ORDER BY id',
  );
  const orders = await read(
    `SELECT id, shop, number, status, currency, total, refunded, placed_at AS "placedAt", paid_at AS "paidAt",
      completed_at AS "completedAt" FROM orders WHERE contact = ? ORDER BY placed_at, id`,
  );
  const lines = await read(
    `SELECT "order", name, sku, quantity, total FROM order_line WHERE "order" IN (SELECT id FROM orders WHERE contact = ?) ORDER BY id`,
  );
  const forms = await read(
    `SELECT form, status, language, address, answers, consents, ip, proof, submitted_at AS "submittedAt", confirmed_at AS "confirmedAt"
      FROM form_submission WHERE contact = ? ORDER BY id`,
  );
  return {
    contact: await readDetail(database, contact),
    consentLedger: await consentLedgerOf(database, id),
    orders: orders.map(({ id: order, ...rest }) => ({
      ...rest,
      lines: lines.filter((line) => line.order === order).map(({ order: _order, ...line }) => line),
    })),
    messages: await read(
      `SELECT channel, purpose, sender, recipient, locale, subject, html, text, verdict, reason, status,
        created_at AS "createdAt", sent_at AS "sentAt" FROM message WHERE contact = ? ORDER BY created_at, id`,
    ),
    engagement: await read(
      `SELECT message, kind, class, count, first_at AS "firstAt", last_at AS "lastAt" FROM message_engagement
        WHERE message IN (SELECT id FROM message WHERE contact = ?) ORDER BY message, kind, class`,
    ),
    journeys: await read(
      `SELECT workflow, status, node, started_at AS "startedAt", stopped_at AS "stoppedAt", wake_at AS "wakeAt", ending
        FROM execution WHERE contact = ? ORDER BY id`,
    ),
    forms: forms.map(({ answers, consents, proof, ...rest }) => ({
      ...rest,
      answers: JSON.parse(String(answers)) as object,
      consents: JSON.parse(String(consents)) as object,
      proof: JSON.parse(String(proof)) as object,
    })),
    events: events.map(({ payload, ...event }) => ({ ...event, payload: decodePayload(payload as StoredPayload) })),
  };
}
