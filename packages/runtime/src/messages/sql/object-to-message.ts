import type { Transaction } from '../../db';
import type { ErrorCode } from '../../shared';
import type { Judgement } from '../arbiter/judgement';

interface Reasoned {
  readonly code: ErrorCode;
  /** For people; the code stands before it. */
  readonly reason: string;
  readonly judgement: Judgement;
}

/** Why a message that is due is not handed over: never, not before an instant, or not until somebody queues it again. */
export type Objection =
  | ({ readonly status: 'skipped' } & Reasoned)
  /**
   * @property until UTC epoch ms
   * @property isPatient whether it may be put off so as often as it takes
   */
  | ({ readonly status: 'deferred'; readonly until: number; readonly isPatient: boolean } & Reasoned)
  | { readonly status: 'held' };

/** Takes a message that was just claimed out of the outbox again, or puts it back for later. */
export async function objectToMessage(tx: Transaction, id: string, objection: Objection): Promise<void> {
  const claimed = `attempts = attempts - 1, lease_owner = NULL WHERE id = ? AND status = 'sending'`;
  if (objection.status === 'held') {
    await tx.run(`UPDATE message SET status = 'queued', due_at = NULL, ${claimed}`, [id]);
    return;
  }
  const { code, reason, judgement } = objection;
  const why = [reason, code, JSON.stringify(judgement)];
  if (objection.status === 'skipped') {
    await tx.run(
      `UPDATE message SET status = 'skipped', verdict = 'skip', due_at = NULL, error_code = ?,
         reason = ?, reason_code = ?, judgement = ?, ${claimed}`,
      [code, ...why, id],
    );
    return;
  }
  await tx.run(
    `UPDATE message SET status = 'queued', verdict = 'defer', due_at = ?, deferred_at = COALESCE(deferred_at, ?),
       reason = ?, reason_code = ?, judgement = ?, ${claimed}`,
    [objection.until, objection.isPatient ? null : judgement.at, ...why, id],
  );
}
