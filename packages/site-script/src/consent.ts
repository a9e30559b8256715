import type { Config } from './config';
import { read } from './storage';

interface PrivacySignals {
  readonly globalPrivacyControl?: boolean;
  readonly doNotTrack?: string | null;
}

/**
 * Whether anything may be stored and sent. What the visitor said on a page before counts; without it the site's mode does, and
 * a browser that asks not to be tracked has said no.
 */
export function isAllowed({ consent, honourPrivacySignals }: Config): boolean {
  const said = read('consent');
  if (said !== null) return said === 'granted';
  const signals = navigator as PrivacySignals;
  const hasRefused = signals.globalPrivacyControl === true || signals.doNotTrack === '1';
  return consent === 'none' && !(honourPrivacySignals && hasRefused);
}
