import type { IRunExecutionData, WorkflowExecuteMode } from 'n8n-workflow';

import type { Database, StoredStatus } from '../db';
import { CodedUserError } from '../shared';
import { EXECUTION_ROW, type ExecutionRow } from './execution-row';
import { disarmAll } from './sql/save-execution';
import { showPruned } from './state/pruned-output';
import { stateContextOf } from './state/state-context';
import { decodeState } from './state-codec';
import { VersionCache } from './version-cache';

/** An execution as the API shows it. Instants are UTC epoch ms. */
export interface ExecutionSummary {
  readonly id: number;
  readonly workspace: number;
  readonly workflow: string;
  readonly version: string;
  /** `running` while this process has it in hand. */
  readonly status: StoredStatus | 'running';
  readonly mode: WorkflowExecuteMode;
  readonly node: string | null;
  readonly wakeAt: number | null;
  readonly contact: number | null;
  readonly event: number | null;
  readonly retryOf: number | null;
  /** The execution that retried this one and succeeded. */
  readonly retrySuccess: number | null;
  readonly parent: number | null;
  readonly errorCode: string | null;
  readonly error: string | null;
  readonly startedAt: number;
  readonly stoppedAt: number | null;
}

export interface ExecutionQuery {
  readonly limit: number;
  /** Only executions with a smaller id: newest come first. */
  readonly before?: number;
  readonly status?: ExecutionSummary['status'];
  readonly workflow?: string;
  readonly contact?: number;
}

type Row = Omit<ExecutionSummary, 'wakeAt' | 'retryOf' | 'retrySuccess' | 'errorCode' | 'startedAt' | 'stoppedAt'> & {
  wake_at: number | null;
  retry_of: number | null;
  retry_success: number | null;
  error_code: string | null;
  started_at: number;
  stopped_at: number | null;
};

const COLUMNS = `id, workspace, workflow, version, status, mode, node, wake_at, contact, event, retry_of, parent, error_code,
  error, started_at, stopped_at,
  (SELECT MIN(retry.id) FROM execution AS retry WHERE retry.retry_of = execution.id AND retry.status = 'success') AS retry_success`;

/** Reads executions; the engine writes them. */
export class ExecutionStore {
  private readonly versions: VersionCache;

  /** @param inHand the ids that the engine of this process works on */
  constructor(
    private readonly database: Database,
    private readonly inHand: ReadonlySet<number>,
  ) {
    this.versions = new VersionCache(database);
  }

  async list(workspace: number, query: ExecutionQuery): Promise<ExecutionSummary[]> {
    const conditions = ['workspace = ?'];
    const parameters: unknown[] = [workspace];
    const where = (condition: string, value: unknown) => {
      conditions.push(condition);
      parameters.push(value);
    };
    if (query.before !== undefined) where('id < ?', query.before);
    if (query.workflow !== undefined) where('workflow = ?', query.workflow);
    if (query.contact !== undefined) where('contact = ?', query.contact);
    if (query.status === 'running') conditions.push(`id IN (${[...this.inHand].join(', ') || 'NULL'})`);
    else if (query.status !== undefined) where('status = ?', query.status);
    const rows = await this.database.all<Row>(
      `SELECT ${COLUMNS} FROM execution WHERE ${conditions.join(' AND ')} ORDER BY id DESC LIMIT ?`,
      [...parameters, query.limit],
    );
    return rows.map((row) => this.summaryOf(row));
  }

  /** @throws EXECUTION_NOT_FOUND */
  async get(workspace: number, id: number): Promise<ExecutionSummary> {
    const row = await this.database.get<Row>(`SELECT ${COLUMNS} FROM execution WHERE workspace = ? AND id = ?`, [
      workspace,
      id,
    ]);
    if (row) return this.summaryOf(row);
    throw notFound(id);
  }

  /**
   * What each node did, as n8n keeps it; undefined where nothing is stored (not started, or saving is switched off).
   * Where the data of an output was not kept over a wait, a hint says so.
   * @throws EXECUTION_NOT_FOUND, EXECUTION_STATE_UNREADABLE
   */
  async data(workspace: number, id: number): Promise<IRunExecutionData | undefined> {
    const row = await this.database.get<ExecutionRow>(
      `${EXECUTION_ROW} WHERE execution.workspace = ? AND execution.id = ?`,
      [workspace, id],
    );
    if (!row) throw notFound(id);
    if (!row.state) return undefined;
    const state = decodeState(row.state, stateContextOf(row, await this.versions.get(row.version)));
    return showPruned(state);
  }

  /** @throws EXECUTION_NOT_FOUND */
  async delete(workspace: number, id: number): Promise<ExecutionSummary> {
    const summary = await this.get(workspace, id);
    await this.database.write(async (tx) => {
      await disarmAll(tx, 'id = ?', [id]);
      await tx.run('DELETE FROM execution WHERE workspace = ? AND id = ?', [workspace, id]);
    });
    return summary;
  }

  private summaryOf({
    wake_at,
    retry_of,
    retry_success,
    error_code,
    started_at,
    stopped_at,
    ...row
  }: Row): ExecutionSummary {
    return {
      ...row,
      status: stopped_at === null && this.inHand.has(row.id) ? 'running' : row.status,
      wakeAt: wake_at,
      retryOf: retry_of,
      retrySuccess: retry_success,
      errorCode: error_code,
      startedAt: started_at,
      stoppedAt: stopped_at,
    };
  }
}

function notFound(id: number): CodedUserError {
  return new CodedUserError('EXECUTION_NOT_FOUND', `There is no execution with the id ${id}.`, { id });
}
