import type { Database, Transaction } from '../../db';
import { buyersSql, type BuyerRow, type BuyersScope } from './buyers-sql';
import { piecesOf } from '../products/sold-products';
import { gradeName, type Grade, type Quintiles } from './grade-name';
import { gradeWithin, quintileBounds } from './quintile-bounds';

export interface RfmFigures {
  readonly buyers: number;
  /** Whose grade or figures are others than before. */
  readonly changed: number;
}

interface RfmRow extends Quintiles {
  readonly contact: number;
  readonly grade: Grade;
  readonly orders: number;
  readonly total: number;
  readonly firstAt: number;
  readonly lastAt: number;
}

const AT_ONCE = 500;
/** Rows of one transaction: the event loop is held up for some milliseconds. */
const WRITTEN_AT_ONCE = 100;

/**
 * Grades all buyers of a workspace against each other, and writes down who has changed. What takes long is asked in the
 * background; writing goes in short steps.
 */
export async function workOutRfm(database: Database, workspace: number, asOf: number): Promise<RfmFigures> {
  const scope: BuyersScope = { workspace, asOf, currency: await mainCurrency(database, workspace) };
  const bounds = {
    recency: await quintileBounds(database, 'recency', scope),
    frequency: await quintileBounds(database, 'frequency', scope),
    monetary: await quintileBounds(database, 'monetary', scope),
  };
  let buyers = 0;
  let changed = 0;
  for (let after = 0; ;) {
    const { text, parameters } = buyersSql(scope, { after, limit: AT_ONCE });
    const page = await database.allInBackground<BuyerRow>(
      `WITH buyers AS (${text}) SELECT contact, orders, total, first_at AS "firstAt", last_at AS "lastAt", last_day AS "lastDay" FROM buyers ORDER BY contact`,
      parameters,
    );
    const isLast = page.length < AT_ONCE;
    const to = isLast ? Number.MAX_SAFE_INTEGER : (page.at(-1)?.contact ?? after);
    const graded = page.map((buyer) => grade(buyer, bounds));
    buyers += page.length;
    changed += await store(database, scope, graded, { after, to });
    if (isLast) return { buyers, changed };
    after = to;
  }
}

function grade(
  { lastDay, ...buyer }: BuyerRow,
  bounds: Record<keyof Quintiles, Parameters<typeof gradeWithin>[0]>,
): RfmRow {
  const quintiles = {
    recency: gradeWithin(bounds.recency, lastDay),
    frequency: gradeWithin(bounds.frequency, buyer.orders),
    monetary: gradeWithin(bounds.monetary, buyer.total),
  };
  return { ...buyer, ...quintiles, grade: gradeName(quintiles, buyer.orders) };
}

/** Writes what differs from what is stored between two contacts. */
async function store(
  database: Database,
  { workspace, currency, asOf }: BuyersScope,
  rows: readonly RfmRow[],
  { after, to }: { after: number; to: number },
): Promise<number> {
  const stored = await database.all<RfmRow>(
    `SELECT contact, recency, frequency, monetary, grade, orders, total, first_at AS "firstAt", last_at AS "lastAt"
     FROM rfm WHERE workspace = ? AND contact > ? AND contact <= ?`,
    [workspace, after, to],
  );
  const known = new Map(stored.map((row) => [row.contact, keyOf(row)]));
  const found = new Set(rows.map(({ contact }) => contact));
  const news = rows.filter((row) => known.get(row.contact) !== keyOf(row));
  const gone = stored.map(({ contact }) => contact).filter((contact) => !found.has(contact));
  if (news.length === 0 && gone.length === 0) return 0;
  for (const piece of piecesOf(gone, WRITTEN_AT_ONCE)) {
    await database.write(async (tx) => {
      for (const contact of piece) await tx.run('DELETE FROM rfm WHERE contact = ?', [contact]);
    });
  }
  for (const piece of piecesOf(news, WRITTEN_AT_ONCE)) {
    await database.write(async (tx) => {
      for (const row of piece) await insert(tx, row, { workspace, currency, asOf });
    });
  }
  return news.length + gone.length;
}

const keyOf = ({ recency, frequency, monetary, grade: name, orders, total, firstAt, lastAt }: RfmRow): string =>
  [recency, frequency, monetary, name, orders, total, firstAt, lastAt].join('/');

async function insert(tx: Transaction, row: RfmRow, { workspace, currency, asOf }: BuyersScope): Promise<void> {
  const { contact, recency, frequency, monetary, grade: name, orders, total, firstAt, lastAt } = row;
  // Whoever was erased or merged meanwhile gets none.
  await tx.run(
    `INSERT INTO rfm (contact, workspace, recency, frequency, monetary, grade, orders, total, currency, first_at, last_at, computed_at)
     SELECT c.id, c.workspace, ${'CAST(? AS INTEGER), '.repeat(3)}CAST(? AS TEXT), CAST(? AS INTEGER), CAST(? AS BIGINT), CAST(? AS TEXT),
       CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS BIGINT) FROM contact c WHERE c.id = ? AND c.workspace = ?
     ON CONFLICT (contact) DO UPDATE SET recency = excluded.recency, frequency = excluded.frequency, monetary = excluded.monetary,
       grade = excluded.grade, orders = excluded.orders, total = excluded.total, currency = excluded.currency,
       first_at = excluded.first_at, last_at = excluded.last_at, computed_at = excluded.computed_at`,
    [recency, frequency, monetary, name, orders, total, currency, firstAt, lastAt, asOf, contact, workspace],
  );
}

/** The currency that most orders are in. */
async function mainCurrency(database: Database, workspace: number): Promise<string> {
  const [row] = await database.allInBackground<{ currency: string }>(
    'SELECT currency FROM orders WHERE workspace = ? GROUP BY currency ORDER BY COUNT(*) DESC, currency LIMIT 1',
    [workspace],
  );
  return row?.currency ?? 'EUR';
}
