/** SQL for the mean of `m.net` in whole minor units, half away from zero: in whole numbers, the same on each database. */
export const AVERAGE =
  'CASE WHEN SUM(m.net) < 0 THEN -1 ELSE 1 END * ((2 * ABS(CAST(SUM(m.net) AS BIGINT)) + COUNT(*)) / (2 * COUNT(*)))';
