import type { entities, Queries } from '../db';
import type { ConsentState, ConsentTopic } from './consent';

/** All that a contact has said about being written to, as it stands now. */
export async function consentsOf(queries: Queries, contact: number): Promise<ConsentState[]> {
  return await queries.all<ConsentState>(
    `SELECT channel, purpose, status, basis, since_at AS "sinceAt" FROM consent WHERE contact = ? ORDER BY channel, purpose`,
    [contact],
  );
}

/** How one consent stands; undefined where nothing was ever said. */
export async function consentOf(
  queries: Queries,
  contact: number,
  { channel, purpose }: ConsentTopic,
): Promise<ConsentState | undefined> {
  return await queries.get<ConsentState>(
    `SELECT channel, purpose, status, basis, since_at AS "sinceAt" FROM consent
      WHERE contact = ? AND channel = ? AND purpose = ?`,
    [contact, channel, purpose],
  );
}

type EntryRow = Omit<entities.ConsentEntry, 'proof'> & { proof: string | null };

/** The ledger of a contact, oldest first. */
export async function consentLedgerOf(queries: Queries, contact: number): Promise<entities.ConsentEntry[]> {
  const rows = await queries.all<EntryRow>(
    `SELECT id, workspace, contact, channel, purpose, status, basis, source, at, recorded_at AS "recordedAt", ip, wording,
      proof, reference FROM consent_entry WHERE contact = ? ORDER BY id`,
    [contact],
  );
  return rows.map(
    (row) =>
      ({ ...row, proof: row.proof === null ? null : (JSON.parse(row.proof) as object) }) as entities.ConsentEntry,
  );
}
