import type { entities, Queries, Transaction } from '../db';
import type { PageLanguage } from '../messages';
import type { Answers, GivenConsent } from './read-answers';

/** What somebody answered at a form. */
export type Submission = Omit<entities.FormSubmission, 'answers' | 'consents' | 'language'> & {
  readonly language: PageLanguage;
  readonly answers: Answers;
  readonly consents: readonly GivenConsent[];
};

type Row = Omit<Submission, 'answers' | 'consents' | 'proof'> & { answers: string; consents: string; proof: string };

const COLUMNS = `id, workspace, form, contact, status, language, address, answers, consents, nonce, ip, proof,
  submitted_at AS "submittedAt", confirmed_at AS "confirmedAt"`;

export async function insertSubmission(tx: Transaction, submission: Omit<Submission, 'id'>): Promise<Submission> {
  const { workspace, form, contact, status, language, address, answers, consents } = submission;
  const { nonce, ip, proof, submittedAt, confirmedAt } = submission;
  const row = await tx.get<{ id: number }>(
    `INSERT INTO form_submission (workspace, form, contact, status, language, address, answers, consents, nonce, ip, proof,
      submitted_at, confirmed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
    [
      ...[workspace, form, contact, status, language, address, JSON.stringify(answers), JSON.stringify(consents)],
      ...[nonce, ip, JSON.stringify(proof), submittedAt, confirmedAt],
    ],
  );
  return { ...submission, id: Number(row?.id) };
}

export async function findSubmission(queries: Queries, id: number): Promise<Submission | undefined> {
  const row = await queries.get<Row>(`SELECT ${COLUMNS} FROM form_submission WHERE id = ?`, [id]);
  return row && toSubmission(row);
}

/** The page of a form that was sent before. */
export async function findByNonce(queries: Queries, form: string, nonce: string): Promise<Submission | undefined> {
  const row = await queries.get<Row>(`SELECT ${COLUMNS} FROM form_submission WHERE form = ? AND nonce = ?`, [
    form,
    nonce,
  ]);
  return row && toSubmission(row);
}

/** The latest one of a contact that was sent from an address after an instant and waits to be confirmed. @returns its id */
export async function findPending(
  queries: Queries,
  { contact, address, since }: { readonly contact: number; readonly address: string; readonly since: number },
): Promise<number | undefined> {
  const row = await queries.get<{ id: number | string }>(
    `SELECT id FROM form_submission WHERE contact = ? AND address = ? AND status = 'pending' AND submitted_at > ?
      ORDER BY submitted_at DESC, id DESC LIMIT 1`,
    [contact, address, since],
  );
  return row && Number(row.id);
}

/** The submissions of a form, newest first. */
export async function submissionsOf(
  queries: Queries,
  { form, lastId, limit }: { readonly form: string; readonly lastId: number | undefined; readonly limit: number },
): Promise<Submission[]> {
  const rows = await queries.all<Row>(
    `SELECT ${COLUMNS} FROM form_submission WHERE form = ? AND id < ? ORDER BY id DESC LIMIT ?`,
    [form, lastId ?? Number.MAX_SAFE_INTEGER, limit],
  );
  return rows.map(toSubmission);
}

/** How often a contact's address was entered since an instant, and how often nobody confirmed it. */
export async function countRecent(
  queries: Queries,
  contact: number,
  since: number,
): Promise<{ all: number; unconfirmed: number }> {
  const row = await queries.get<{ all_of_them: number | string; unconfirmed: number | string | null }>(
    `SELECT COUNT(*) AS all_of_them, SUM(CASE WHEN status = 'pending' THEN 1 ELSE 0 END) AS unconfirmed
      FROM form_submission WHERE contact = ? AND submitted_at > ?`,
    [contact, since],
  );
  return { all: Number(row?.all_of_them ?? 0), unconfirmed: Number(row?.unconfirmed ?? 0) };
}

export async function markConfirmed(tx: Transaction, id: number, now: number): Promise<void> {
  await tx.run(`UPDATE form_submission SET status = 'confirmed', confirmed_at = ? WHERE id = ?`, [now, id]);
}

function toSubmission({ answers, consents, proof, ...row }: Row): Submission {
  return {
    ...row,
    answers: JSON.parse(answers) as Answers,
    consents: JSON.parse(consents) as GivenConsent[],
    proof: JSON.parse(proof) as Record<string, unknown>,
  };
}
