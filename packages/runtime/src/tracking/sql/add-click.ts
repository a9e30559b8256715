import type { Transaction } from '../../db';
import { minutes, seconds } from '../../shared';
import { PICTURE, type ClickClaim } from '../tracking-links';
import { countEngagement, type EngagementCount } from './count-engagement';
import type { EngagedMessage } from './engaged-message';

/** For so long the requests around a click are looked at, before and after it. */
export const AROUND = seconds(10);
/** A link that is followed again within it is followed once. */
export const VISIT = minutes(10);
/** Of one message. What comes on top is counted as a machine's: the rows of a message have an end. */
const MOST_VISITS = 100;

export interface Click extends ClickClaim {
  readonly isScan: boolean;
  /** How often, all at about the same time. */
  readonly times: number;
  readonly at: number;
}

/** How a visit counts: who loads the picture opens the mail. */
export function countedAs(link: number, verdict: 'human' | 'bot'): Pick<EngagementCount, 'kind' | 'class'> {
  if (link === PICTURE) return { kind: 'open', class: verdict === 'bot' ? 'machine' : 'human' };
  return { kind: 'click', class: verdict };
}

/** Notes that a link was followed, or the picture loaded, to be judged when the requests around it are known. */
export async function addClick(tx: Transaction, { workspace, contact }: EngagedMessage, click: Click): Promise<void> {
  const { message, position, url, isScan, times, at } = click;
  const count = (verdict: 'human' | 'bot') =>
    countEngagement(tx, { message, workspace, count: times, at, ...countedAs(position, verdict) });
  if (isScan) await count('bot');
  const slot = Math.floor(at / VISIT.milliseconds);
  const known = await tx.get<{ class: 'human' | 'bot' | null }>(
    // A scan that goes on says of what is around it now that it is one.
    `UPDATE message_click SET count = count + ?, at = CASE WHEN is_scan = 1 THEN ? ELSE at END,
       due_at = CASE WHEN is_scan = 1 THEN ? ELSE due_at END
     WHERE message = ? AND link = ? AND slot = ? AND is_scan = ? RETURNING class`,
    [times, at, at + 2 * AROUND.milliseconds, message, position, slot, isScan ? 1 : 0],
  );
  if (known) {
    if (known.class !== null && !isScan) await count(known.class);
    return;
  }
  const visits = await tx.get<{ count: number }>('SELECT COUNT(*) AS count FROM message_click WHERE message = ?', [
    message,
  ]);
  if ((visits?.count ?? 0) >= MOST_VISITS) {
    if (!isScan) await count('bot');
    return;
  }
  await tx.run(
    `INSERT INTO message_click (message, link, slot, is_scan, workspace, contact, url, links, class, count, at, due_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (message, link, slot, is_scan) DO UPDATE SET count = message_click.count + excluded.count`,
    [
      ...[message, position, slot, isScan ? 1 : 0, workspace, contact, url, click.count, isScan ? 'bot' : null],
      ...[times, at, at + AROUND.milliseconds * (isScan ? 2 : 1)],
    ],
  );
}
