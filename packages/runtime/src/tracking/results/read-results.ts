import { purchaseCondition, raw, sql, type Sql } from '../../audiences';
import type { Database } from '../../db';
import { days } from '../../shared';
import { readTrackingSettings } from '../tracking-settings';

/** What became of the messages of one node, or of one message. */
export interface MessageCounts {
  readonly node: string | null;
  readonly sent: number;
  /** Messages that a person opened, or followed a link of. */
  readonly opened: number;
  /** Messages of which nothing is known but that a machine loaded their picture. */
  readonly openedByMachine: number;
  readonly clicked: number;
  /** Messages whose links only programs followed. */
  readonly clickedByBot: number;
  readonly unsubscribed: number;
}

/** Orders that followed a click, in one currency. Integer minor units. */
export interface AttributedOrders {
  readonly node: string | null;
  readonly currency: string;
  readonly orders: number;
  readonly total: number;
  readonly refunded: number;
}

export interface Results {
  readonly attributionDays: number;
  readonly messages: readonly MessageCounts[];
  readonly orders: readonly AttributedOrders[];
}

/** Whose results: a journey's, or those of one message. */
export type ResultsOf =
  { readonly workspace: number; readonly workflow: string } | { readonly workspace: number; readonly message: string };

/**
 * What became of messages, and the orders that are theirs: an order belongs to the message whose link its contact followed
 * last before it, if that was within the window. Worked out from the orders as they are now, so that refunds and orders that
 * are told late count as if they had always been known.
 */
export async function readResults(database: Database, of: ResultsOf): Promise<Results> {
  const { attributionDays } = await readTrackingSettings(database, of.workspace);
  const messages = await ask<MessageCounts>(database, messageCounts(of));
  const orders = await ask<AttributedOrders>(database, attributedOrders(of, days(attributionDays).milliseconds));
  return { attributionDays, messages, orders };
}

async function ask<Row>(database: Database, { text, parameters }: Sql): Promise<Row[]> {
  return await database.allInBackground<Row>(text, parameters);
}

const isOf = (of: ResultsOf): Sql =>
  sql`m.workspace = ${of.workspace} AND ${'message' in of ? sql`m.id = ${of.message}` : sql`m.workflow = ${of.workflow}`}`;

function messageCounts(of: ResultsOf): Sql {
  const has = (kind: string, classes: readonly string[]): string =>
    `EXISTS (SELECT 1 FROM message_engagement e WHERE e.message = m.id AND e.kind = '${kind}'
      AND e.class IN (${classes.map((each) => `'${each}'`).join(', ')}))`;
  const count = (condition: string): Sql => raw(`SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END)`);
  const clicked = has('click', ['human']);
  const opened = `(${has('open', ['human', 'proxy'])} OR ${clicked})`;
  return sql`SELECT m.node, COUNT(*) AS "sent", ${count(opened)} AS "opened",
      ${count(`NOT ${opened} AND ${has('open', ['machine'])}`)} AS "openedByMachine", ${count(clicked)} AS "clicked",
      ${count(`NOT ${clicked} AND ${has('click', ['bot'])}`)} AS "clickedByBot",
      ${count(has('unsubscribe', ['human']))} AS "unsubscribed"
    FROM message m WHERE ${isOf(of)} AND m.status = 'sent' GROUP BY m.node ORDER BY m.node`;
}

/** Every order asks for the last click before it; asked are the orders of those who followed a link of these messages. */
function attributedOrders(of: ResultsOf, window: number): Sql {
  return sql`SELECT m.node, o.currency, COUNT(*) AS "orders", CAST(SUM(o.total) AS BIGINT) AS "total",
      CAST(SUM(o.refunded) AS BIGINT) AS "refunded"
    FROM orders o JOIN message m ON m.id = (
      SELECT c.message FROM message_click c
      WHERE c.contact = o.contact AND c.class = 'human' AND c.at <= o.placed_at AND c.at > o.placed_at - ${window}
      ORDER BY c.at DESC, c.message DESC LIMIT 1)
    WHERE o.workspace = ${of.workspace} AND ${raw(purchaseCondition('o'))} AND ${isOf(of)}
      AND o.contact IN (SELECT p.contact FROM message m JOIN message_click p ON p.message = m.id AND p.class = 'human' WHERE ${isOf(of)})
    GROUP BY m.node, o.currency ORDER BY m.node, o.currency`;
}
