import { evaluateCondition } from '../audiences';
import type { Transaction } from '../db';
import { touchesOf, type Kind } from '../segments';
import type { ContactScores, Scored } from './contact-scores';
import type { HoldingRule } from './score-rule';

/** Gives a contact the points of rules that have come to hold of them, and takes away those of rules that do not any more. */
export async function applyHoldingRules(
  tx: Transaction,
  scores: ContactScores,
  rules: readonly HoldingRule[],
  at: number,
): Promise<Scored[]> {
  const given: Scored[] = [];
  for (const rule of rules) {
    const { workspace, condition, isActive } = rule;
    const scope = { workspace, contact: scores.contact, asOf: at };
    const holds = isActive && (await evaluateCondition(tx, condition, scope)).holds;
    const scored = holds ? await begin(tx, scores, rule, at) : await end(tx, scores, rule, at);
    if (scored) given.push(scored);
  }
  return given;
}

/** Whether a change can touch what a rule asks about. @param kinds what has changed; everything where left out */
export function isTouched({ condition }: HoldingRule, kinds?: readonly Kind[]): boolean {
  if (!kinds) return true;
  const touches = touchesOf(condition);
  return kinds.some((kind) => touches.has(kind));
}

async function begin(
  tx: Transaction,
  scores: ContactScores,
  rule: HoldingRule,
  at: number,
): Promise<Scored | undefined> {
  const isNew = await tx.run(
    'INSERT INTO score_holding (rule, contact, workspace, points, since_at) VALUES (?, ?, ?, 0, ?) ON CONFLICT (rule, contact) DO NOTHING',
    [rule.id, scores.contact, rule.workspace, at],
  );
  if (isNew === 0) return await adjust(tx, scores, rule, at);
  return await give(tx, scores, rule, rule.points, at);
}

/** The rule gives other points than it did. Where a bound kept some of them back, it keeps them back still. */
async function adjust(
  tx: Transaction,
  scores: ContactScores,
  rule: HoldingRule,
  at: number,
): Promise<Scored | undefined> {
  if (rule.filledTo === null) return undefined;
  const held = await heldPoints(tx, rule, scores.contact);
  return held === rule.points ? undefined : await give(tx, scores, rule, rule.points - held, at, held);
}

async function give(
  tx: Transaction,
  scores: ContactScores,
  rule: HoldingRule,
  points: number,
  at: number,
  held = 0,
): Promise<Scored | undefined> {
  const scored = await scores.change(entryOf(rule, points, rule.name, at));
  if (scored && scored.points !== 0) {
    await tx.run('UPDATE score_holding SET points = ? WHERE rule = ? AND contact = ?', [
      held + scored.points,
      rule.id,
      scores.contact,
    ]);
  }
  return scored;
}

async function end(tx: Transaction, scores: ContactScores, rule: HoldingRule, at: number): Promise<Scored | undefined> {
  const held = await heldPoints(tx, rule, scores.contact);
  const ended = await tx.run('DELETE FROM score_holding WHERE rule = ? AND contact = ?', [rule.id, scores.contact]);
  if (ended === 0 || held === 0) return undefined;
  return await scores.change(entryOf(rule, -held, `${rule.name} (no longer)`, at));
}

async function heldPoints(tx: Transaction, { id }: HoldingRule, contact: number): Promise<number> {
  const row = await tx.get<{ points: number }>('SELECT points FROM score_holding WHERE rule = ? AND contact = ?', [
    id,
    contact,
  ]);
  return row?.points ?? 0;
}

const entryOf = ({ score, id }: HoldingRule, points: number, reason: string, at: number) =>
  ({ score, change: { points }, kind: 'holding', reason, rule: id, at }) as const;
