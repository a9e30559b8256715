/** SQL for the mean of `o.total - o.refunded` in whole minor units, half away from zero: in whole numbers, the same on each database. */
export const AVERAGE =
  'CASE WHEN SUM(o.total - o.refunded) < 0 THEN -1 ELSE 1 END * ((2 * ABS(CAST(SUM(o.total - o.refunded) AS BIGINT)) + COUNT(*)) / (2 * COUNT(*)))';
