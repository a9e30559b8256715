/** Tables of what is worked out from all orders of a workspace. */
export function insightStatements(isPostgres: boolean): string[] {
  const instant = isPostgres ? 'BIGINT' : 'INTEGER';
  const real = isPostgres ? 'DOUBLE PRECISION' : 'REAL';
  const storage = isPostgres ? '' : ' WITHOUT ROWID';
  return [
    // How long one piece lasts, as the shop says itself, and how long before its end to think of the next.
    'ALTER TABLE product ADD COLUMN cycle_days INTEGER',
    'ALTER TABLE product ADD COLUMN lead_days INTEGER',
    `CREATE TABLE rfm (contact ${instant} PRIMARY KEY, workspace INTEGER NOT NULL, recency INTEGER NOT NULL, frequency INTEGER NOT NULL,
      monetary INTEGER NOT NULL, grade TEXT NOT NULL, orders INTEGER NOT NULL, total ${instant} NOT NULL, currency TEXT NOT NULL,
      first_at ${instant} NOT NULL, last_at ${instant} NOT NULL, computed_at ${instant} NOT NULL)`,
    'CREATE INDEX rfm_workspace ON rfm (workspace, contact)',
    `CREATE TABLE product_pair (workspace INTEGER NOT NULL, shop TEXT NOT NULL, product TEXT NOT NULL, other TEXT NOT NULL, rank INTEGER NOT NULL,
      baskets INTEGER NOT NULL, lift ${real} NOT NULL, strength ${real} NOT NULL, PRIMARY KEY (shop, product, rank))${storage}`,
    `CREATE TABLE product_figure (workspace INTEGER NOT NULL, shop TEXT NOT NULL, product TEXT NOT NULL, units INTEGER NOT NULL, orders INTEGER NOT NULL,
      popularity ${real} NOT NULL, weight ${real} NOT NULL, interval_days ${real}, PRIMARY KEY (shop, product))${storage}`,
    'CREATE INDEX product_figure_popularity ON product_figure (workspace, popularity)',
    `CREATE TABLE next_purchase (contact ${instant} NOT NULL, shop TEXT NOT NULL, product TEXT NOT NULL, workspace INTEGER NOT NULL,
      due_at ${instant} NOT NULL, basis TEXT NOT NULL, last_at ${instant} NOT NULL, PRIMARY KEY (contact, shop, product))${storage}`,
    'CREATE INDEX next_purchase_workspace ON next_purchase (workspace, contact)',
    `CREATE TABLE insight_run (workspace INTEGER PRIMARY KEY, due_at ${instant} NOT NULL, claimed_by TEXT, claimed_at ${instant}, started_at ${instant},
      ended_at ${instant}, error TEXT, figures TEXT)`,
  ];
}
