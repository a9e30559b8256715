import type { Queries, Transaction } from '../db';

/** When fields of a contact got their values (UTC epoch ms), by name; `attributes.<name>` for custom ones. */
export type FieldTimes = Readonly<Record<string, number>>;

/** What is not in it was there when the contact was created. */
export async function readFieldTimes(queries: Queries, contact: number): Promise<FieldTimes> {
  const row = await queries.get<{ times: string | null }>('SELECT field_times AS times FROM contact WHERE id = ?', [
    contact,
  ]);
  return row?.times ? (JSON.parse(row.times) as FieldTimes) : {};
}

export async function writeFieldTimes(tx: Transaction, contact: number, times: FieldTimes): Promise<void> {
  const isEmpty = Object.keys(times).length === 0;
  await tx.run('UPDATE contact SET field_times = ? WHERE id = ?', [isEmpty ? null : JSON.stringify(times), contact]);
}

/** Notes that fields changed now. */
export async function touchFields(
  tx: Transaction,
  contact: number,
  fields: readonly string[],
  now: number,
): Promise<void> {
  if (fields.length === 0) return;
  const times = await readFieldTimes(tx, contact);
  await writeFieldTimes(tx, contact, { ...times, ...Object.fromEntries(fields.map((field) => [field, now])) });
}
