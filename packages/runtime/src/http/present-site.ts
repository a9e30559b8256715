import type { DailyCount, Site } from '../sites';
import { toIso, toIsoOrNull } from './iso';

/** A site as the API shows it. @param publicUrl without a trailing slash */
export function presentSite(site: Site, counts: readonly DailyCount[], publicUrl: string) {
  const { id, name, writeKey, previousUntil, settings, createdAt, updatedAt } = site;
  return {
    ...{ id, name, writeKey, settings },
    previousWriteKeyUntil: toIsoOrNull(previousUntil),
    snippet: `<script async src="${publicUrl}/site.js?key=${writeKey}"></script>`,
    counts: counts.map(({ day, outcome, n }) => ({ day, outcome, messages: n })),
    createdAt: toIso(createdAt),
    updatedAt: toIso(updatedAt),
  };
}
