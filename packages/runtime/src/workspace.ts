import type { Database } from './db';
import type { Clock } from './shared';

/** The workspace that everything belongs to until there can be several. */
export const WORKSPACE = 1;

/** Makes sure that the first workspace exists. */
export async function ensureWorkspace(
  database: Database,
  { clock, timeZone }: { clock: Clock; timeZone: string },
): Promise<void> {
  await database.write((tx) =>
    tx.run(
      `INSERT INTO workspace (id, name, time_zone, locale, created_at) VALUES (?, 'Default', ?, 'en', ?)
       ON CONFLICT (id) DO UPDATE SET time_zone = excluded.time_zone`,
      [WORKSPACE, timeZone, clock.now()],
    ),
  );
}
