import type { Queries, Transaction } from '../db';

export interface FormCounts {
  readonly views: number;
  readonly submissions: number;
  readonly confirmed: number;
  readonly downloads: number;
}

export type Counted = keyof FormCounts;

/** The forms' counts by id; a form that nobody came to is left out. */
export async function countsOf(queries: Queries, workspace: number): Promise<ReadonlyMap<string, FormCounts>> {
  const rows = await queries.all<Sums & { form: string }>(
    `SELECT form, SUM(views) AS views, SUM(submissions) AS submissions, SUM(confirmed) AS confirmed, SUM(downloads) AS downloads
      FROM form_day WHERE workspace = ? GROUP BY form`,
    [workspace],
  );
  return new Map(rows.map(({ form, ...counts }) => [form, toNumbers(counts)]));
}

export const NO_COUNTS: FormCounts = { views: 0, submissions: 0, confirmed: 0, downloads: 0 };

/** The days on which something happened at a form, the latest first. */
export async function daysOf(
  queries: Queries,
  form: string,
  limit: number,
): Promise<Array<FormCounts & { readonly day: string }>> {
  return await queries.all(
    'SELECT day, views, submissions, confirmed, downloads FROM form_day WHERE form = ? ORDER BY day DESC LIMIT ?',
    [form, limit],
  );
}

/** @param now decides the day, in UTC */
export async function countAtForm(
  tx: Transaction,
  { form, workspace, now }: { readonly form: string; readonly workspace: number; readonly now: number },
  what: Partial<FormCounts>,
): Promise<void> {
  const { views, submissions, confirmed, downloads } = { ...NO_COUNTS, ...what };
  await tx.run(
    `INSERT INTO form_day (form, day, workspace, views, submissions, confirmed, downloads) VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (form, day) DO UPDATE SET views = form_day.views + excluded.views,
        submissions = form_day.submissions + excluded.submissions, confirmed = form_day.confirmed + excluded.confirmed,
        downloads = form_day.downloads + excluded.downloads`,
    [form, new Date(now).toISOString().slice(0, 10), workspace, views, submissions, confirmed, downloads],
  );
}

/** Postgres gives sums as texts. */
type Sums = Readonly<Record<Counted, number | string>>;

function toNumbers({ views, submissions, confirmed, downloads }: Sums): FormCounts {
  return {
    views: Number(views),
    submissions: Number(submissions),
    confirmed: Number(confirmed),
    downloads: Number(downloads),
  };
}
