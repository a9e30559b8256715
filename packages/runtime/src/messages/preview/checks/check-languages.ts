import type { Queries } from '../../../db';
import type { LocalizedContent } from '../../email-request';
import { baseLanguage, canonicalLanguage } from '../../render';
import type { Finding } from './finding';

/** More languages than an author can write in. */
const MOST = 5;

/** The languages that contacts read and the mail is not written in; those of the most contacts first. */
export async function checkLanguages(
  queries: Queries,
  workspace: number,
  contents: readonly LocalizedContent[],
): Promise<Finding[]> {
  const rows = await queries.all<{ locale: string; count: number | string }>(
    'SELECT locale, COUNT(*) AS count FROM contact WHERE workspace = ? AND locale IS NOT NULL GROUP BY locale',
    [workspace],
  );
  const written = new Set(contents.map(({ language }) => baseLanguage(language)));
  const missing = new Map<string, number>();
  for (const { locale, count } of rows) {
    const language = baseLanguage(canonicalLanguage(locale) ?? '');
    if (language === '' || written.has(language)) continue;
    missing.set(language, (missing.get(language) ?? 0) + Number(count));
  }
  const byCount = [...missing].sort(([, one], [, other]) => other - one).slice(0, MOST);
  return byCount.map(([language, count]) => ({
    check: 'languageMissing',
    level: 'warning',
    language,
    message: `${count} contacts read "${language}" and get the first language instead.`,
  }));
}
