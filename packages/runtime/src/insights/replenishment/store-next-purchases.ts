import type { Database, Transaction } from '../../db';
import { piecesOf } from '../products/sold-products';
import { nextPurchase, type NextPurchase } from './next-purchase';
import { rhythmsSql, type Rhythm } from './rhythms';

/** Contacts of one question. */
const AT_ONCE = 300;
/** Rows of one transaction: the event loop is held up for some milliseconds. */
const WRITTEN_AT_ONCE = 100;

type Row = NextPurchase & { readonly contact: number };

/** Works out for everybody when they need what again, and writes down what has changed. @returns how many dates there are */
export async function workOutNextPurchases(
  database: Database,
  workspace: number,
  isStopping: () => boolean,
): Promise<number> {
  let count = 0;
  for (let after = 0; !isStopping();) {
    const contacts = await database.allInBackground<{ id: number }>(
      `SELECT id FROM contact WHERE workspace = ? AND id > ? ORDER BY id LIMIT ${AT_ONCE}`,
      [workspace, after],
    );
    const to = contacts.at(-1)?.id;
    if (to === undefined) break;
    const { text, parameters } = rhythmsSql({ workspace, after, to });
    const rows = (await database.allInBackground<Rhythm>(text, parameters)).map((rhythm) => ({
      contact: rhythm.contact,
      ...nextPurchase(rhythm),
    }));
    await store(database, workspace, rows, { after, to });
    count += rows.length;
    after = to;
  }
  return count;
}

/** As `workOutNextPurchases`, for somebody who has just bought or taken back an order. */
export async function refreshNextPurchases(database: Database, workspace: number, contact: number): Promise<void> {
  const { text, parameters } = rhythmsSql({ workspace, after: contact - 1, to: contact });
  const rhythms = await database.allInBackground<Rhythm>(text, parameters);
  const rows = rhythms.map((rhythm) => ({ contact, ...nextPurchase(rhythm) }));
  await store(database, workspace, rows, { after: contact - 1, to: contact });
}

async function store(
  database: Database,
  workspace: number,
  rows: readonly Row[],
  { after, to }: { after: number; to: number },
): Promise<void> {
  const stored = await database.all<Row>(
    `SELECT contact, shop, product, due_at AS "dueAt", basis, last_at AS "lastAt" FROM next_purchase
     WHERE workspace = ? AND contact > ? AND contact <= ?`,
    [workspace, after, to],
  );
  const known = new Map(stored.map((row) => [placeOf(row), valueOf(row)]));
  const found = new Set(rows.map(placeOf));
  const news = rows.filter((row) => known.get(placeOf(row)) !== valueOf(row));
  const gone = stored.filter((row) => !found.has(placeOf(row)));
  if (news.length === 0 && gone.length === 0) return;
  for (const piece of piecesOf(gone, WRITTEN_AT_ONCE)) {
    await database.write(async (tx) => {
      for (const { contact, shop, product } of piece) {
        await tx.run('DELETE FROM next_purchase WHERE contact = ? AND shop = ? AND product = ?', [
          ...[contact, shop, product],
        ]);
      }
    });
  }
  for (const piece of piecesOf(news, WRITTEN_AT_ONCE)) {
    await database.write(async (tx) => {
      for (const row of piece) await insert(tx, workspace, row);
    });
  }
}

async function insert(tx: Transaction, workspace: number, row: Row): Promise<void> {
  await tx.run(
    `INSERT INTO next_purchase (contact, shop, product, workspace, due_at, basis, last_at)
     SELECT c.id, CAST(? AS TEXT), CAST(? AS TEXT), c.workspace, CAST(? AS BIGINT), CAST(? AS TEXT), CAST(? AS BIGINT)
     FROM contact c WHERE c.id = ? AND c.workspace = ?
     ON CONFLICT (contact, shop, product) DO UPDATE SET due_at = excluded.due_at, basis = excluded.basis, last_at = excluded.last_at`,
    [row.shop, row.product, row.dueAt, row.basis, row.lastAt, row.contact, workspace],
  );
}

const placeOf = ({ contact, shop, product }: Row): string => JSON.stringify([contact, shop, product]);
const valueOf = ({ dueAt, basis, lastAt }: Row): string => [dueAt, basis, lastAt].join('/');
