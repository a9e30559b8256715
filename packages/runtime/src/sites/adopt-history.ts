import type { Transaction } from '../db';
import type { EventPayload } from '../events';
import { decompress, minutes } from '../shared';
import { tellEvent, type EventPorts } from './keep-events';

/** What somebody did in the visit in which they say who they are still begins journeys; what lies before is history. */
export const SAME_VISIT = minutes(30);

interface VisitorEventRow {
  readonly site: string;
  readonly key: string;
  readonly type: string;
  readonly occurredAt: number;
  readonly payload: Uint8Array;
}

/**
 * Makes what a visitor did part of a contact's history, in the order in which it was received. The instants stay those
 * at which it happened. @returns how many events joined
 */
export async function adoptHistory(
  tx: Transaction,
  visitor: { readonly workspace: number; readonly anonymousId: string },
  contact: number,
  ports: EventPorts & { readonly now: number },
): Promise<number> {
  const { workspace, anonymousId } = visitor;
  const rows = await tx.all<VisitorEventRow>(
    `SELECT site, dedupe_key AS "key", type, occurred_at AS "occurredAt", payload FROM visitor_event
      WHERE workspace = ? AND anonymous_id = ? ORDER BY id`,
    [workspace, anonymousId],
  );
  for (const { payload, ...row } of rows) {
    const event = { ...row, payload: JSON.parse(decompress(payload)) as EventPayload };
    const isRouted = row.occurredAt >= ports.now - SAME_VISIT.milliseconds;
    await tellEvent(tx, event, { workspace, id: contact }, { ...ports, isRouted });
  }
  await tx.run('DELETE FROM visitor_event WHERE workspace = ? AND anonymous_id = ?', [workspace, anonymousId]);
  await tx.run('DELETE FROM visitor WHERE workspace = ? AND anonymous_id = ?', [workspace, anonymousId]);
  return rows.length;
}
