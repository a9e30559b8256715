import type { ErrorCode } from '../../shared';

/** In the order in which they are asked. */
export const RULE_NAMES = [
  'suppression',
  'consent',
  'exitRules',
  'holdout',
  'calendar',
  'frequencyCap',
  'priority',
  'throttle',
] as const;

export type RuleName = (typeof RULE_NAMES)[number];

/** What one rule says about a message. `value` is for people: what it has seen. */
export type Finding =
  | { readonly outcome: 'pass' | 'bypass'; readonly value: string }
  /** Not until somebody queues it again: its journey stands still. */
  | { readonly outcome: 'hold'; readonly value: string }
  | { readonly outcome: 'skip'; readonly code: ErrorCode; readonly value: string }
  /** @property until UTC epoch ms, at which it is judged anew */
  | { readonly outcome: 'defer'; readonly code: ErrorCode; readonly value: string; readonly until: number };

/** A finding, and whose it is. */
export type Step = Finding & { readonly rule: RuleName };

/** The rules that were asked about a message, up to the one that decided. */
export interface Judgement {
  /** UTC epoch ms. */
  readonly at: number;
  readonly rules: readonly Step[];
}

export const pass = (value: string): Finding => ({ outcome: 'pass', value });

export const skip = (code: ErrorCode, value: string): Finding => ({ outcome: 'skip', code, value });

export const defer = (code: ErrorCode, until: number, value: string): Finding => ({
  ...{ outcome: 'defer', code, value, until },
});

/** What people read as the reason: the code first. */
export const reasonOf = ({ code, value }: { code: ErrorCode; value: string }): string => `${code}: ${value}`;

/** @param stored what a message's column holds */
export function readJudgement(stored: string | null): Judgement | null {
  return stored === null ? null : (JSON.parse(stored) as Judgement);
}
