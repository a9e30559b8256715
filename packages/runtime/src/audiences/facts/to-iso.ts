/** An instant of the database (UTC epoch ms) as people and JSON have it; null where there is none. */
export const toIso = (instant: unknown): string | null =>
  instant === null || instant === undefined ? null : new Date(Number(instant)).toISOString();
