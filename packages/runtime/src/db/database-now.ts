import type { Queries } from './database';

/**
 * SQL for the database's clock, as UTC epoch ms: several machines compare it, and their own clocks may differ. Only who
 * holds what is counted by it; what is due is due by the clock of the process that looks.
 */
export const DATABASE_NOW: Readonly<Record<Queries['dialect'], string>> = {
  postgres: 'CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)',
  sqlite: `CAST(unixepoch('subsec') * 1000 AS INTEGER)`,
};
