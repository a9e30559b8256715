import type { Queries } from '../db';
import type { MembersSpec } from '../events';

export type AudienceKind = 'list' | 'segment';

/** Whom a trigger takes in who is in a list or segment already. */
export interface IntakeRequest {
  /** The trigger node: its name, for people. */
  readonly node: string;
  readonly kind: AudienceKind;
  /** The id of the list or segment. */
  readonly audience: string;
  readonly members: MembersSpec;
}

/** `waiting` for its time, `copying` who is in, `running`, `done`, or `stopped` with its workflow. */
export type IntakeStatus = 'waiting' | 'copying' | 'running' | 'done' | 'stopped';

/** Who takes them in: a live workflow, or a subscription of a stock n8n. */
export interface Taker {
  readonly kind: 'workflow' | 'subscription';
  readonly id: string;
}

/** The members of a list or segment on their way into a workflow, one after the other. */
export interface Intake extends IntakeRequest {
  readonly id: number;
  readonly workspace: number;
  readonly taker: Taker;
  readonly status: IntakeStatus;
  /** UTC epoch ms. */
  readonly startsAt: number;
  /** Up to which contact (its id) it is known who is in; null once all are. */
  readonly copiedTo: number | null;
  /** When the next may be taken in. */
  readonly nextAt: number;
  readonly endedAt: number | null;
}

type Row = Omit<Intake, keyof IntakeRequest | 'taker'> & { readonly request: string };

const COLUMNS = `id, workspace, request, status, starts_at AS "startsAt", copied_to AS "copiedTo", next_at AS "nextAt", ended_at AS "endedAt"`;

/** What is still to be done, oldest first. */
export async function openIntakes(queries: Queries): Promise<Intake[]> {
  const rows = await queries.all<Row>(
    `SELECT ${COLUMNS} FROM intake WHERE status IN ('waiting', 'copying', 'running') ORDER BY id`,
  );
  return rows.map(toIntake);
}

/** All of a workspace, newest first; of one workflow where it is given. */
export async function listIntakes(queries: Queries, workspace: number, workflow?: string): Promise<Intake[]> {
  const ofOne = workflow === undefined ? '' : ' AND taken_by = ?';
  const values = workflow === undefined ? [workspace] : [workspace, takenBy({ kind: 'workflow', id: workflow })];
  const rows = await queries.all<Row>(
    `SELECT ${COLUMNS} FROM intake WHERE workspace = ?${ofOne} ORDER BY id DESC LIMIT 200`,
    values,
  );
  return rows.map(toIntake);
}

export const takenBy = ({ kind, id }: Taker): `${Taker['kind']}:${string}` => `${kind}:${id}`;

const toIntake = ({ request, ...row }: Row): Intake => ({
  ...row,
  ...(JSON.parse(request) as IntakeRequest & { taker: Taker }),
});
