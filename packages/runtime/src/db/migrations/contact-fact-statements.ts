/**
 * Tables that `4-contacts.ts` makes, as far as conditions read them. Drop this file once that migration runs before this
 * one.
 */
export function contactFactStatements(isPostgres: boolean): string[] {
  const instant = isPostgres ? 'BIGINT' : 'INTEGER';
  return [
    `CREATE TABLE IF NOT EXISTS list_member (list TEXT NOT NULL, contact ${instant} NOT NULL, workspace INTEGER NOT NULL,
      joined_at ${instant} NOT NULL, source TEXT, PRIMARY KEY (list, contact))`,
    `CREATE TABLE IF NOT EXISTS contact_tag (contact ${instant} NOT NULL, tag TEXT NOT NULL, workspace INTEGER NOT NULL,
      added_at ${instant} NOT NULL, PRIMARY KEY (contact, tag))`,
    `CREATE TABLE IF NOT EXISTS consent (contact ${instant} NOT NULL, channel TEXT NOT NULL, purpose TEXT NOT NULL,
      workspace INTEGER NOT NULL, status TEXT NOT NULL, basis TEXT, since_at ${instant} NOT NULL, PRIMARY KEY (contact, channel, purpose))`,
  ];
}
