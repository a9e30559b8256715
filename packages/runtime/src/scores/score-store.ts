import { randomUUID } from 'node:crypto';

import type { Database, Queries, Transaction } from '../db';
import { CodedUserError, type Clock } from '../shared';
import { decayFactor } from './decay';
import { checkAgainst, parseDefinition, parseRule, type RuleDraft } from './parse-settings';
import type { ScoreBook } from './score-book';
import {
  DEFINITION_COLUMNS,
  toDefinition,
  undefinedScore,
  type DefinitionRow,
  type ScoreDefinition,
} from './score-definition';
import { isEventRule, RULE_COLUMNS, toRule, type RuleRow, type ScoreRule } from './score-rule';

/** Scores and their rules as people make them. Thresholds are kept by `ThresholdStore`. */
export class ScoreStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly book: ScoreBook,
  ) {}

  /** By name. */
  async definitions(workspace: number): Promise<ScoreDefinition[]> {
    return await definitionsOf(this.database, workspace);
  }

  /**
   * Makes a score what it is to be. Values are counted by the new decay from the instant that they were last changed at.
   * @throws SCORE_INVALID
   */
  async define(workspace: number, name: string, json: unknown): Promise<ScoreDefinition> {
    const definition = parseDefinition(workspace, name, json);
    for (const rule of await this.rules(workspace)) if (rule.score === name) checkAgainst(rule, definition);
    await this.change(async (tx, now) => {
      await writeDefinition(tx, definition, now);
      // When contacts fall below thresholds follows from the decay.
      await settleAnew(tx, workspace, now);
    });
    return definition;
  }

  /** Takes the settings away: its points stay and wear off no more. @throws SCORE_NOT_FOUND */
  async undefine(workspace: number, name: string): Promise<void> {
    await this.change(async (tx, now) => {
      const gone = await tx.run('DELETE FROM score_definition WHERE workspace = ? AND name = ?', [workspace, name]);
      if (gone === 0) throw new CodedUserError('SCORE_NOT_FOUND', `There is no score "${name}".`, { score: name });
      await tx.run('DELETE FROM score_decay WHERE workspace = ? AND score = ?', [workspace, name]);
      await settleAnew(tx, workspace, now);
    });
  }

  /** The older ones first. */
  async rules(workspace: number): Promise<ScoreRule[]> {
    const rows = await this.database.all<RuleRow>(
      `SELECT ${RULE_COLUMNS} FROM score_rule WHERE workspace = ? AND is_active >= 0 ORDER BY created_at, id`,
      [workspace],
    );
    return rows.map(toRule);
  }

  /** @throws SCORE_RULE_NOT_FOUND */
  async rule(workspace: number, id: string): Promise<ScoreRule> {
    const rule = (await this.rules(workspace)).find((each) => each.id === id);
    if (rule) return rule;
    throw new CodedUserError('SCORE_RULE_NOT_FOUND', `There is no score rule "${id}".`, { rule: id });
  }

  /** @throws SCORE_RULE_INVALID, RULE_INVALID */
  async createRule(workspace: number, json: unknown): Promise<ScoreRule> {
    const draft = await this.readRule(workspace, json);
    const now = this.clock.now();
    const rule = { ...draft, id: randomUUID(), createdAt: now, updatedAt: now } as ScoreRule;
    await this.change(async (tx) => {
      await tx.run(
        `INSERT INTO score_rule (id, workspace, name, score, points, is_active, event, condition, limit_times, limit_ms, filled_to,
           created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        [rule.id, workspace, ...fieldsOf(rule), now, now],
      );
    });
    return rule;
  }

  /**
   * What an event rule gave stays until scores are counted anew; what a rule without an event gives is settled anew at
   * once, without telling anybody.
   * @throws SCORE_RULE_NOT_FOUND, SCORE_RULE_INVALID, RULE_INVALID
   */
  async updateRule(workspace: number, id: string, json: unknown): Promise<ScoreRule> {
    const before = await this.rule(workspace, id);
    const draft = await this.readRule(workspace, json);
    if (draft.score !== before.score || (draft.event === null) !== isHolding(before)) {
      throw new CodedUserError(
        'SCORE_RULE_INVALID',
        'A rule keeps its score, and whether it waits for an event. Delete it and make another one.',
      );
    }
    const updatedAt = Math.max(this.clock.now(), before.updatedAt + 1);
    const rule = { ...draft, id, createdAt: before.createdAt, updatedAt } as ScoreRule;
    await this.change(async (tx) => {
      await tx.run(
        `UPDATE score_rule SET name = ?, score = ?, points = ?, is_active = ?, event = ?, condition = ?, limit_times = ?, limit_ms = ?,
           filled_to = ?, updated_at = ? WHERE id = ?`,
        [...fieldsOf(rule), updatedAt, id],
      );
    });
    return rule;
  }

  /** What an event rule gave stays; a rule without an event takes its points back, in the background. */
  async deleteRule(workspace: number, id: string): Promise<void> {
    const rule = await this.rule(workspace, id);
    await this.change(async (tx, now) => {
      if (isEventRule(rule)) await tx.run('DELETE FROM score_rule WHERE id = ?', [id]);
      else
        await tx.run(`UPDATE score_rule SET is_active = -1, filled_to = 0, ${NEXT_REVISION} WHERE id = ?`, [
          now,
          now,
          id,
        ]);
    });
  }

  private async readRule(workspace: number, json: unknown): Promise<RuleDraft> {
    const draft = parseRule(workspace, json);
    const known = (await this.definitions(workspace)).find(({ name }) => name === draft.score);
    checkAgainst(draft, known ?? undefinedScore(workspace, draft.score));
    return draft;
  }

  private async change(work: (tx: Transaction, now: number) => Promise<void>): Promise<void> {
    await this.database.write((tx) => work(tx, this.clock.now()));
    await this.book.follow(this.database);
  }
}

/** Whoever has the row as it was can tell: no two revisions are of one instant. */
const NEXT_REVISION = 'updated_at = CASE WHEN ? > updated_at THEN ? ELSE updated_at + 1 END';

async function settleAnew(tx: Transaction, workspace: number, now: number): Promise<void> {
  await tx.run(`UPDATE score_threshold SET filled_to = 0, ${NEXT_REVISION} WHERE workspace = ?`, [now, now, workspace]);
}

const isHolding = (rule: ScoreRule): boolean => rule.event === null;

function fieldsOf(rule: ScoreRule): unknown[] {
  const { name, score, points, isActive, event, condition } = rule;
  const limit = isEventRule(rule) ? rule.limit : null;
  const filledTo = isEventRule(rule) ? null : 0;
  return [
    ...[name, score, points, isActive ? 1 : 0, event, condition === null ? null : JSON.stringify(condition)],
    ...[limit?.times ?? null, limit?.withinMs ?? null, filledTo],
  ];
}

export async function definitionsOf(queries: Queries, workspace: number): Promise<ScoreDefinition[]> {
  const rows = await queries.all<DefinitionRow>(
    `SELECT ${DEFINITION_COLUMNS} FROM score_definition WHERE workspace = ? ORDER BY name`,
    [workspace],
  );
  return rows.map(toDefinition);
}

/** Stores a score with the factors of its decay, so that every database multiplies by the same numbers. */
export async function writeDefinition(tx: Transaction, definition: ScoreDefinition, now: number): Promise<void> {
  const { workspace, name, decay, minimum, maximum, limit } = definition;
  const halfLifeHours = decay && 'halfLifeHours' in decay ? decay.halfLifeHours : null;
  const steps = decay && 'stepPoints' in decay ? decay : null;
  await tx.run(
    `INSERT INTO score_definition (workspace, name, half_life_hours, step_points, step_ms, minimum, maximum, limit_points, limit_ms,
       created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (workspace, name) DO UPDATE SET half_life_hours = excluded.half_life_hours, step_points = excluded.step_points,
       step_ms = excluded.step_ms, minimum = excluded.minimum, maximum = excluded.maximum, limit_points = excluded.limit_points,
       limit_ms = excluded.limit_ms,
       updated_at = CASE WHEN excluded.updated_at > score_definition.updated_at THEN excluded.updated_at ELSE score_definition.updated_at + 1 END`,
    [
      ...[workspace, name, halfLifeHours, steps?.stepPoints ?? null, steps?.stepMs ?? null, minimum, maximum],
      ...[limit?.points ?? null, limit?.withinMs ?? null, now, now],
    ],
  );
  await tx.run('DELETE FROM score_decay WHERE workspace = ? AND score = ?', [workspace, name]);
  for (let hour = 0; halfLifeHours !== null && hour < halfLifeHours; hour += FACTORS_AT_ONCE) {
    const count = Math.min(FACTORS_AT_ONCE, halfLifeHours - hour);
    const rows = Array.from({ length: count }, (_, index) => [
      ...[workspace, name, hour + index, decayFactor(halfLifeHours, hour + index)],
    ]);
    const places = rows.map(() => '(?, ?, ?, ?)').join(', ');
    await tx.run(`INSERT INTO score_decay (workspace, score, hour, factor) VALUES ${places}`, rows.flat());
  }
}

const FACTORS_AT_ONCE = 200;
