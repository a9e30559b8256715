import type { Queries } from '../db';
import {
  DEFINITION_COLUMNS,
  toDefinition,
  undefinedScore,
  type DefinitionRow,
  type ScoreDefinition,
} from './score-definition';
import {
  isEventRule,
  RULE_COLUMNS,
  toRule,
  type EventRule,
  type HoldingRule,
  type RuleRow,
  type ScoreRule,
} from './score-rule';
import { THRESHOLD_COLUMNS, toThreshold, type ScoreThreshold, type ThresholdRow } from './score-threshold';

const FIRST_PURCHASE = 'order.first_purchase';

/** What of the settings has changed, seen from one row of a query. */
const STAMP = [
  `(SELECT COUNT(*) || '/' || COALESCE(MAX(updated_at), 0) FROM score_definition)`,
  `(SELECT COUNT(*) || '/' || COALESCE(MAX(updated_at), 0) || '/' || COUNT(filled_to) FROM score_rule)`,
  `(SELECT COUNT(*) || '/' || COALESCE(MAX(updated_at), 0) || '/' || COUNT(filled_to) FROM score_threshold)`,
].join(` || ' ' || `);

/**
 * The settings of scores, held in memory: an event that no rule waits for costs no statement. Read with the first
 * question, and anew when they are changed here or `follow` finds that another process has changed them.
 */
export class ScoreBook {
  private reading: Promise<void> | undefined;
  private stamp = '';
  private definitions: ReadonlyMap<string, ScoreDefinition> = new Map();
  private rules: readonly ScoreRule[] = [];
  private ruled: ReadonlySet<number> = new Set();
  private listening: ReadonlyMap<string, readonly EventRule[]> = new Map();
  private thresholds: readonly ScoreThreshold[] = [];

  /** Resolves when the settings are known. */
  async ready(queries: Queries): Promise<void> {
    await (this.reading ??= this.read(queries));
  }

  /** Takes over what has changed, wherever that was. One query where nothing has. */
  async follow(queries: Queries): Promise<void> {
    const row = await queries.get<{ stamp: string }>(`SELECT ${STAMP} AS "stamp"`);
    if (row?.stamp !== this.stamp || !this.reading) await (this.reading = this.read(queries));
  }

  /** The rules of a workspace that a type of event gives points by. */
  rulesOn(workspace: number, type: string): readonly EventRule[] {
    return this.listening.get(`${workspace} ${type}`) ?? [];
  }

  /** Whether the workspace has any rule that is on. */
  hasRules(workspace: number): boolean {
    return this.ruled.has(workspace);
  }

  holdingRules(workspace?: number): HoldingRule[] {
    return this.rules.filter(
      (rule): rule is HoldingRule =>
        !isEventRule(rule) && rule.isActive && (workspace === undefined || rule.workspace === workspace),
    );
  }

  eventRules(workspace: number): EventRule[] {
    return this.rules.filter(isEventRule).filter((rule) => rule.workspace === workspace && rule.isActive);
  }

  definitionOf(workspace: number, name: string): ScoreDefinition {
    return this.definitions.get(`${workspace} ${name}`) ?? undefinedScore(workspace, name);
  }

  thresholdsOf(workspace: number): ScoreThreshold[] {
    return this.thresholds.filter((threshold) => threshold.workspace === workspace);
  }

  allThresholds(): readonly ScoreThreshold[] {
    return this.thresholds;
  }

  private async read(queries: Queries): Promise<void> {
    // The stamp first: what changes while the rest is read is read again.
    const row = await queries.get<{ stamp: string }>(`SELECT ${STAMP} AS "stamp"`);
    const definitions = await queries.all<DefinitionRow>(`SELECT ${DEFINITION_COLUMNS} FROM score_definition`);
    const rules = await queries.all<RuleRow>(`SELECT ${RULE_COLUMNS} FROM score_rule ORDER BY created_at, id`);
    const thresholds = await queries.all<ThresholdRow>(
      `SELECT ${THRESHOLD_COLUMNS} FROM score_threshold ORDER BY value, id`,
    );
    this.definitions = new Map(definitions.map((each) => [`${each.workspace} ${each.name}`, toDefinition(each)]));
    this.rules = rules.map(toRule);
    this.ruled = new Set(this.rules.filter(({ isActive }) => isActive).map(({ workspace }) => workspace));
    this.listening = byType(this.rules.filter(isEventRule).filter(({ isActive }) => isActive));
    this.thresholds = thresholds.map(toThreshold);
    this.stamp = row?.stamp ?? '';
  }
}

function byType(rules: readonly EventRule[]): Map<string, EventRule[]> {
  const found = new Map<string, EventRule[]>();
  for (const rule of rules) {
    const type = rule.event === FIRST_PURCHASE ? 'order.placed' : rule.event;
    const key = `${rule.workspace} ${type}`;
    found.set(key, [...(found.get(key) ?? []), rule]);
  }
  return found;
}
