import type { Queries } from '../../db';

/** Who comes to be above of a threshold, and who below. Nobody is told of them. */
export interface CrossingCounts {
  readonly up: number;
  readonly down: number;
}

/** What counting anew has changed so far, or would change. */
export interface RecountFigures {
  /** Contacts that were looked at, and those whose scores are others. */
  readonly contacts: number;
  readonly changed: number;
  readonly pointsAdded: number;
  readonly pointsTaken: number;
  /** By the id of the threshold. */
  readonly crossed: Readonly<Record<string, CrossingCounts>>;
}

/** Scores of a workspace that are counted anew, contact by contact. Instants are UTC epoch ms. */
export interface Recount extends RecountFigures {
  readonly id: string;
  readonly workspace: number;
  /** One event rule; null for all of them. */
  readonly rule: string | null;
  /** Only says what would change. */
  readonly isDryRun: boolean;
  readonly status: 'running' | 'done' | 'failed';
  /** The last contact (its id) that is done. */
  readonly afterContact: number;
  /** How many contacts there were when it was asked for. */
  readonly total: number;
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly createdAt: number;
  readonly endedAt: number | null;
}

type Row = Omit<Recount, 'isDryRun' | 'crossed' | 'error'> & {
  readonly isDryRun: number;
  readonly crossed: string;
  readonly errorCode: string | null;
  readonly error: string | null;
};

const COLUMNS = `id, workspace, rule, is_dry_run AS "isDryRun", status, after_contact AS "afterContact", total, contacts, changed,
  points_added AS "pointsAdded", points_taken AS "pointsTaken", crossed, error_code AS "errorCode", error,
  created_at AS "createdAt", ended_at AS "endedAt"`;

/** The oldest first. */
export async function openRecounts(queries: Queries): Promise<Recount[]> {
  const rows = await queries.all<Row>(
    `SELECT ${COLUMNS} FROM score_recount WHERE status = 'running' ORDER BY created_at, id`,
  );
  return rows.map(toRecount);
}

export async function findRecount(queries: Queries, workspace: number, id: string): Promise<Recount | undefined> {
  const row = await queries.get<Row>(`SELECT ${COLUMNS} FROM score_recount WHERE workspace = ? AND id = ?`, [
    workspace,
    id,
  ]);
  return row && toRecount(row);
}

function toRecount({ isDryRun, crossed, errorCode, error, ...row }: Row): Recount {
  return {
    ...row,
    isDryRun: isDryRun === 1,
    crossed: JSON.parse(crossed) as Recount['crossed'],
    error: errorCode === null ? null : { code: errorCode, message: error ?? '' },
  };
}
