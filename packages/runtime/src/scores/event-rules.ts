import { evaluateCondition } from '../audiences';
import type { Transaction } from '../db';
import type { StoredEvent } from '../events';
import type { ContactScores, Scored } from './contact-scores';
import type { EventRule } from './score-rule';

/** Gives a contact what the rules that wait for such an event give for it, each within its limit. */
export async function applyEventRules(
  tx: Transaction,
  scores: ContactScores,
  rules: readonly EventRule[],
  event: StoredEvent,
): Promise<Scored[]> {
  const given: Scored[] = [];
  for (const rule of rules) {
    if (!(await holds(tx, rule, event, scores.contact))) continue;
    if (await isSpent(tx, rule, scores.contact, event.receivedAt)) continue;
    const scored = await scores.change({
      score: rule.score,
      change: { points: rule.points },
      kind: 'event',
      reason: rule.name,
      rule: rule.id,
      event: event.id,
      reference: `rule:${rule.id}:${event.id}`,
      at: event.receivedAt,
    });
    if (scored) given.push(scored);
  }
  return given;
}

async function holds(
  tx: Transaction,
  { condition, workspace }: EventRule,
  { payload, receivedAt }: StoredEvent,
  contact: number,
): Promise<boolean> {
  if (!condition) return true;
  return (await evaluateCondition(tx, condition, { workspace, contact, event: payload, asOf: receivedAt })).holds;
}

/** Whether the contact has got the points as often as the rule gives them. */
async function isSpent(tx: Transaction, { id, limit }: EventRule, contact: number, at: number): Promise<boolean> {
  if (!limit) return false;
  const since = limit.withinMs === null ? 0 : at - limit.withinMs;
  const row = await tx.get<{ times: number }>(
    `SELECT COUNT(*) AS "times" FROM score_entry WHERE contact = ? AND rule = ? AND at > ? AND kind = 'event'`,
    [contact, id, since],
  );
  return (row?.times ?? 0) >= limit.times;
}
