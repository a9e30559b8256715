import type { ReturnKind } from './notice';

/** A mailbox that is full may be emptied again; all of 5.7 is about policy: reputation, authentication, content. */
const REVIEWED = /^5\.(2\.2|7\.\d{1,3})$/;

/**
 * How an enhanced status code (RFC 3463) counts.
 * @returns undefined for what is no such code, and for 2.x.x
 */
export function kindOfStatus(code: string): Extract<ReturnKind, 'hard' | 'soft' | 'review'> | undefined {
  if (!/^[45]\.\d{1,3}\.\d{1,3}$/.test(code)) return undefined;
  if (code.startsWith('4')) return 'soft';
  return REVIEWED.test(code) ? 'review' : 'hard';
}

/** The enhanced status code in what a mail server said, such as `smtp; 550 5.1.1 No such user`. */
export function statusIn(text: string): string | undefined {
  return /(?:^|[\s;(#-])([245]\.\d{1,3}\.\d{1,3})(?![\d.])/.exec(text)?.[1];
}
