import type { Database } from '../db';
import { listIntakes, type Intake } from './intake';
import type { Outcome } from './take-in';

/** How far an intake has come. */
export interface IntakeProgress extends Intake {
  /** Of the list or segment; null where it was deleted. */
  readonly name: string | null;
  /** How many members it means; more may follow while they are copied. */
  readonly total: number;
  /** Whose turn has not come. */
  readonly waiting: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
}

/** The intakes of a workspace with what became of their members, newest first; of one workflow where it is given. */
export async function readProgress(
  database: Database,
  workspace: number,
  workflow?: string,
): Promise<IntakeProgress[]> {
  const found: IntakeProgress[] = [];
  for (const intake of await listIntakes(database, workspace, workflow)) found.push(await progressOf(database, intake));
  return found;
}

async function progressOf(database: Database, intake: Intake): Promise<IntakeProgress> {
  const rows = await database.allInBackground<{ outcome: Outcome | null; n: number }>(
    'SELECT outcome, COUNT(*) AS n FROM intake_member WHERE intake = ? GROUP BY outcome',
    [intake.id],
  );
  const counts = new Map(rows.map(({ outcome, n }) => [outcome, n]));
  const of = (outcome: Outcome | null): number => counts.get(outcome) ?? 0;
  const audience = await database.get<{ name: string }>(
    `SELECT name FROM ${intake.kind} WHERE workspace = ? AND id = ?`,
    [intake.workspace, intake.audience],
  );
  return {
    ...intake,
    name: audience?.name ?? null,
    total: [...counts.values()].reduce((sum, n) => sum + n, 0),
    waiting: of(null),
    outcomes: { entered: of('entered'), refused: of('refused'), left: of('left'), joined: of('joined') },
  };
}
