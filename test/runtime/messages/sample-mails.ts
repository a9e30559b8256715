import type { Database, Transaction } from '../../../packages/runtime/src/db';
import {
  composeEmail,
  insertMessage,
  type EmailRequest,
  type MessageOrigin,
} from '../../../packages/runtime/src/messages';

export const START = Date.parse('2026-11-22T09:00:00Z');

/** A clock that stands still until it is moved. */
export function stoppedClock() {
  let now = START;
  return {
    now: () => now,
    advance: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

/** One workspace, Hebrew by default, and contact 1: Anna, who has agreed to get promotions by mail. */
export async function storeAnna(
  database: Database,
  { email = 'anna@example.com', locale = null }: { email?: string | null; locale?: string | null } = {},
): Promise<void> {
  // The ids are given: TypeORM leaves generated ones to the database.
  await database.write(async (tx) => {
    await tx.run('INSERT INTO workspace (id, name, time_zone, locale, created_at) VALUES (1, ?, ?, ?, ?)', [
      ...['Lenses', 'Asia/Jerusalem', 'he', START],
    ]);
    await tx.run(
      `INSERT INTO contact (id, workspace, first_name, email, locale, country, attributes, created_at, updated_at)
       VALUES (1, 1, 'Anna', ?, ?, 'IL', '{"size":"M"}', ?, ?)`,
      [email, locale, START, START],
    );
    await agree(tx, 1);
  });
}

/** The contact has agreed to promotional mails. */
export async function agree(tx: Transaction, contact: number): Promise<void> {
  await tx.run(
    `INSERT INTO consent (contact, channel, purpose, workspace, status, basis, since_at)
     VALUES (?, 'email', 'promotional', 1, 'granted', 'explicit', ?)
     ON CONFLICT (contact, channel, purpose) DO UPDATE SET status = 'granted'`,
    [contact, START],
  );
}

export const CONTENTS = [
  { language: 'en', subject: 'Hello {{contact.firstName}}', body: '<p>Order {{order.number}} {{gift}}</p>' },
  { language: 'he', subject: 'שלום {{contact.firstName}}', body: '<p>הזמנה {{order.number}}</p>' },
];

export const request = (changes: Partial<EmailRequest> = {}): EmailRequest => ({
  workspace: 1,
  contact: 1,
  contents: CONTENTS,
  purpose: 'promotional',
  data: {},
  ...changes,
});

export const origin = (changes: Partial<MessageOrigin> = {}): MessageOrigin => ({
  ...{ execution: 1, workflow: 'welcome', node: 'Send Email', visit: 0, item: 0 },
  ...changes,
});

export const SENDER = 'Lenses <hello@shop.example>';

/** Composes and stores a mail as the engine does. */
export async function queue(
  database: Database,
  clock: { now(): number },
  changes: Partial<EmailRequest> = {},
  from: Partial<MessageOrigin> = {},
) {
  const composed = await composeEmail({ queries: database, clock, sender: SENDER }, request(changes));
  return await database.write((tx) => insertMessage(tx, composed, origin(from)));
}
