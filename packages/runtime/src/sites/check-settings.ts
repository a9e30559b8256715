import { CodedUserError } from '../shared';
import type { SiteSettings } from './site';

const LIMITS = {
  idleSeconds: [1, 3_600],
  retentionDays: [1, 395],
  mostEvents: [1_000, 10_000_000],
  pushAskAfterSeconds: [5, 3_600],
} as const;

/**
 * The settings as they are stored: origins in the one spelling that browsers send.
 * @throws SITE_INVALID naming the setting
 */
export function checkSettings(settings: SiteSettings): SiteSettings {
  for (const [name, [least, most]] of Object.entries(LIMITS)) {
    const value = settings[name as keyof typeof LIMITS];
    if (!(value >= least && value <= most)) throw invalid(name, `has to be between ${least} and ${most}`);
  }
  if (!/^[A-Z]{3}$/.test(settings.currency)) throw invalid('currency', 'has to be three capital letters such as EUR');
  if (!/^\/(?!\/)[\w./-]+\.js$/.test(settings.pushWorker))
    throw invalid('pushWorker', 'has to be a path such as /aftercart-worker.js');
  return { ...settings, allowedOrigins: settings.allowedOrigins.map(originOf) };
}

/** An origin has a scheme, a host and perhaps a port; the first label of its host may be `*`. */
function originOf(text: string): string {
  const trimmed = text.trim().replace(/\/$/, '').toLowerCase();
  if (trimmed === '*') return trimmed;
  const isWild = /^https?:\/\/\*\.[^*]+\.[^*]+$/.test(trimmed);
  const concrete = isWild ? trimmed.replace('*.', 'any.') : trimmed;
  if (!trimmed.includes('*') || isWild) {
    const origin = URL.canParse(concrete) ? new URL(concrete).origin : undefined;
    if (/^https?:/.test(concrete) && origin === concrete) return trimmed;
  }
  throw invalid('allowedOrigins', `cannot hold "${text.slice(0, 100)}": write https://shop.example, without a path`);
}

const invalid = (name: string, problem: string): CodedUserError =>
  new CodedUserError('SITE_INVALID', `${name} ${problem}.`, { setting: name });
