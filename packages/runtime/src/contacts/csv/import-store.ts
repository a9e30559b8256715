import type { entities, Queries, Transaction } from '../../db';
import { CodedUserError } from '../../shared';
import type { Encoding } from './detect-encoding';
import type { ImportPlan } from './import-plan';
import type { LineProblem } from './read-line';
import type { CsvRecord, Separator } from './read-records';

/** An import, and how far it has come. */
export interface ImportState extends Omit<entities.ContactImport, 'plan' | 'encoding' | 'separator'> {
  readonly encoding: Encoding;
  readonly separator: Separator;
  readonly plan: ImportPlan | null;
}

type Row = Omit<ImportState, 'plan'> & { readonly plan: string | null };

const COLUMNS = `id, workspace, status, file, owner, encoding, separator, plan, done, created, updated, failed, bytes, error,
  created_at AS "createdAt", ended_at AS "endedAt"`;

const toState = (row: Row): ImportState => ({
  ...row,
  plan: row.plan === null ? null : (JSON.parse(row.plan) as ImportPlan),
});

/** @throws IMPORT_NOT_FOUND */
export async function findImport(queries: Queries, workspace: number, id: string): Promise<ImportState> {
  const row = await queries.get<Row>(`SELECT ${COLUMNS} FROM contact_import WHERE workspace = ? AND id = ?`, [
    workspace,
    id,
  ]);
  if (row) return toState(row);
  throw new CodedUserError('IMPORT_NOT_FOUND', `There is no import with the id "${id}".`, { import: id });
}

/** The latest imports, newest first. */
export async function latestImports(queries: Queries, workspace: number): Promise<ImportState[]> {
  const rows = await queries.all<Row>(
    `SELECT ${COLUMNS} FROM contact_import WHERE workspace = ? ORDER BY created_at DESC, id LIMIT 100`,
    [workspace],
  );
  return rows.map(toState);
}

/** What a process that starts has to go on with, or to clear away: it has the files. */
export async function importsOf(queries: Queries, owner: string): Promise<ImportState[]> {
  const rows = await queries.all<Row>(
    `SELECT ${COLUMNS} FROM contact_import WHERE owner = ? AND status IN ('uploaded', 'running') ORDER BY created_at`,
    [owner],
  );
  return rows.map(toState);
}

export async function insertImport(tx: Transaction, state: ImportState): Promise<void> {
  await tx.run(
    `INSERT INTO contact_import (id, workspace, status, file, owner, encoding, separator, plan, done, created, updated, failed,
      bytes, error, created_at, ended_at) VALUES (?, ?, ?, ?, ?, ?, ?, NULL, 0, 0, 0, 0, ?, NULL, ?, NULL)`,
    [
      ...[state.id, state.workspace, state.status, state.file, state.owner, state.encoding, state.separator],
      ...[state.bytes, state.createdAt],
    ],
  );
}

/** @returns false where it was started before, or canceled */
export async function markStarted(tx: Transaction, id: string, plan: ImportPlan): Promise<boolean> {
  const changed = await tx.run(
    `UPDATE contact_import SET status = 'running', plan = ? WHERE id = ? AND status = 'uploaded'`,
    [JSON.stringify(plan), id],
  );
  return changed > 0;
}

/** Part of the transaction that stores the lines. @returns false where it was canceled meanwhile */
export async function addProgress(
  tx: Transaction,
  id: string,
  { lines, created, updated, failed }: { lines: number; created: number; updated: number; failed: number },
): Promise<boolean> {
  const changed = await tx.run(
    `UPDATE contact_import SET done = done + ?, created = created + ?, updated = updated + ?, failed = failed + ?
      WHERE id = ? AND status = 'running'`,
    [lines, created, updated, failed, id],
  );
  return changed > 0;
}

export async function insertProblem(
  tx: Transaction,
  { id, workspace }: { readonly id: string; readonly workspace: number },
  { line, cells }: CsvRecord,
  { code, column, message }: LineProblem,
): Promise<void> {
  await tx.run(
    `INSERT INTO contact_import_error (import, line, workspace, code, column_name, message, record) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    [id, line, workspace, code, column, message, JSON.stringify(cells)],
  );
}

/** @returns false where it had ended before */
export async function markEnded(
  tx: Transaction,
  id: string,
  { status, error = null, now }: { status: 'done' | 'failed' | 'canceled'; error?: string | null; now: number },
): Promise<boolean> {
  const changed = await tx.run(
    `UPDATE contact_import SET status = ?, error = ?, ended_at = ? WHERE id = ? AND status IN ('uploaded', 'running')`,
    [status, error, now, id],
  );
  return changed > 0;
}
