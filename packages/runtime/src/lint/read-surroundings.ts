import type { PoolStore } from '../coupons';
import type { Queries } from '../db';
import { baseLanguage, canonicalLanguage, type TemplateStore } from '../messages';
import type { Surroundings } from './surroundings';

interface Dependencies {
  readonly queries: Queries;
  readonly messageTemplates: Pick<TemplateStore, 'list'>;
  readonly couponPools: Pick<PoolStore, 'list'>;
  readonly workspace: number;
}

/** A language that fewer contacts read is no gap in a journey. */
const LEAST_SHARE = 0.01;

/** What rules look at of a workspace: the languages of its contacts, its templates, its coupons. */
export async function readSurroundings(dependencies: Dependencies): Promise<Surroundings> {
  const { queries, messageTemplates, couponPools, workspace } = dependencies;
  const templates = await messageTemplates.list(workspace);
  const endless = await queries.all<{ pool: string }>(
    'SELECT DISTINCT pool FROM coupon WHERE workspace = ? AND given_for IS NULL AND expires_at IS NULL',
    [workspace],
  );
  const withEndless = new Set(endless.map(({ pool }) => pool));
  const pools = await couponPools.list(workspace);
  return {
    languages: await languagesOf(queries, workspace),
    templates: new Map(
      templates.map(({ name, contents }) => [name, contents.map((each) => baseLanguage(each.language))]),
    ),
    pools: new Map(
      pools.map(({ id, name, expiresAt }) => [name, { ends: expiresAt !== null || !withEndless.has(id) }]),
    ),
  };
}

async function languagesOf(queries: Queries, workspace: number): Promise<string[]> {
  const rows = await queries.all<{ locale: string; count: number | string }>(
    'SELECT locale, COUNT(*) AS count FROM contact WHERE workspace = ? AND locale IS NOT NULL GROUP BY locale',
    [workspace],
  );
  const counts = new Map<string, number>();
  for (const { locale, count } of rows) {
    const language = baseLanguage(canonicalLanguage(locale) ?? '');
    if (language !== '') counts.set(language, (counts.get(language) ?? 0) + Number(count));
  }
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return [...counts].flatMap(([language, count]) => (count >= all * LEAST_SHARE ? [language] : [])).sort();
}
